import { Module } from '@nestjs/common';
import { EscalationProbe } from './escalations.ts';
import { HealthController } from './health.controller.ts';
import { Metrics } from './metrics.ts';
import { ReadinessProbe } from './readiness.ts';

@Module({
  controllers: [HealthController],
  providers: [EscalationProbe, ReadinessProbe, Metrics],
  exports: [Metrics, ReadinessProbe],
})
export class HealthModule {}
