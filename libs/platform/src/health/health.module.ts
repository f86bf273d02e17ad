import { Module } from '@nestjs/common';
import { CalendarCover } from './calendar-cover.ts';
import { ClockChecks } from './clock-checks.ts';
import { EscalationProbe } from './escalations.ts';
import { HealthController } from './health.controller.ts';
import { Metrics } from './metrics.ts';
import { ReadinessProbe } from './readiness.ts';

@Module({
  controllers: [HealthController],
  providers: [CalendarCover, ClockChecks, EscalationProbe, ReadinessProbe, Metrics],
  exports: [CalendarCover, Metrics, ReadinessProbe],
})
export class HealthModule {}
