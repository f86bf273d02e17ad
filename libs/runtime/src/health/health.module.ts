import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.ts';
import { Metrics } from './metrics.ts';
import { ReadinessProbe } from './readiness.ts';

@Module({ controllers: [HealthController], providers: [ReadinessProbe, Metrics], exports: [Metrics, ReadinessProbe] })
export class HealthModule {}
