import { BullModule } from '@nestjs/bullmq';
import { AlertProjection, Recipients } from '@huiyin/office';
import type { AlertOptions, Deliverer } from '@huiyin/office';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { CLOCK, CONFIG, CoreModule, HealthModule, listeningOptions, LOGGER, POOL } from '@huiyin/platform';
import type { Config } from '@huiyin/platform';
import type { Clock } from '@huiyin/workflow';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { Courier } from './effects/courier.ts';
import { EffectsProcessor } from './effects/effects.processor.ts';
import { Outbox } from './effects/outbox.ts';
import { EmailDeliverer } from './mail/email.ts';
import { Firing } from './timers/firing.ts';
import { Planning } from './timers/planning.ts';
import { TimersProcessor } from './timers/timers.processor.ts';
import { DELIVERERS, DUTIES, PROJECTIONS } from './tokens.ts';
import { CalendarWatch } from './upkeep/calendar-watch.ts';
import { Housekeeping } from './upkeep/housekeeping.ts';
import { PatientWorker } from './upkeep/listener.ts';
import { NightWatch } from './upkeep/night-watch.ts';
import { Reorganisations } from './upkeep/reorganisations.ts';
import { Setbacks } from './upkeep/setbacks.ts';
import { Sweep } from './upkeep/sweep.ts';
import type { Duty } from './upkeep/sweep.ts';

/** @unit milliseconds */
const HOUR_MS = 3_600_000;

BullModule.workerClass = PatientWorker;

@Module({})
export class WorkerModule {
  static forRoot(config: Config, logger: Logger): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        CoreModule.forRoot({ config, logger, applicationName: 'huiyin-worker' }),
        HealthModule,
        BullModule.forRoot(listeningOptions(config)),
        BullModule.registerQueue(), // no queue of Nest's, but what finds the processors
      ],
      providers: [
        ...[Firing, Planning, TimersProcessor, Outbox, EffectsProcessor, Courier],
        ...[Housekeeping, NightWatch, CalendarWatch, Reorganisations, Setbacks, Sweep],
        { provide: PROJECTIONS, useFactory: projections, inject: [CLOCK, CONFIG, LOGGER] },
        { provide: DELIVERERS, useFactory: deliverers, inject: [CONFIG, POOL] },
        {
          provide: DUTIES,
          useFactory: duties,
          inject: [CONFIG, Firing, Outbox, Courier, Planning, Housekeeping, NightWatch, CalendarWatch, Reorganisations],
        },
      ],
    };
  }
}

/** For effects that become rows of this system. */
function projections(clock: Clock, { smtp }: Config, logger: Logger) {
  const options: AlertOptions = {
    postsLetters: smtp !== undefined,
    onUnroutable: (found) => logger.warn(found, 'nobody could be found for an alert'),
  };
  return [new AlertProjection(new Recipients(clock), options)];
}

/** For what leaves the system. */
function deliverers({ smtp }: Config, pool: Pool): Deliverer[] {
  return smtp ? [new EmailDeliverer(pool, smtp)] : [];
}

function duties(
  { sweepMs, horizonMs }: Config,
  firing: Firing,
  outbox: Outbox,
  courier: Courier,
  planning: Planning,
  housekeeping: Housekeeping,
  nightWatch: NightWatch,
  calendarWatch: CalendarWatch,
  reorganisations: Reorganisations,
): Duty[] {
  return [
    { name: 'sweep timers', everyMs: sweepMs, work: () => firing.drain() },
    { name: 'sweep effects', everyMs: sweepMs, work: () => outbox.drain() },
    { name: 'sweep deliveries', everyMs: sweepMs, work: () => courier.drain() },
    // Twice within the horizon, so that no moment enters it unplanned.
    { name: 'plan', everyMs: horizonMs / 2, work: () => planning.plan() },
    { name: 'tidy', everyMs: HOUR_MS, work: () => housekeeping.tidy() },
    { name: 'night watch', everyMs: HOUR_MS / 6, work: () => nightWatch.watch() },
    { name: 'sweep reorganisations', everyMs: sweepMs, work: () => reorganisations.settle() },
    { name: 'calendar watch', everyMs: HOUR_MS, work: () => calendarWatch.watch() },
  ];
}
