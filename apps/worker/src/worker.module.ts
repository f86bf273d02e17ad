import { BullModule } from '@nestjs/bullmq';
import { AlertHandler, Recipients } from '@huiyin/office';
import type { AlertOptions } from '@huiyin/office';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { CLOCK, CONFIG, CoreModule, HealthModule, listeningOptions, LOGGER } from '@huiyin/platform';
import type { Config } from '@huiyin/platform';
import type { Clock } from '@huiyin/workflow';
import type { Logger } from 'pino';
import { EffectsProcessor } from './effects/effects.processor.ts';
import { Outbox } from './effects/outbox.ts';
import { Mailer } from './mail/mailer.ts';
import { Firing } from './timers/firing.ts';
import { Planning } from './timers/planning.ts';
import { TimersProcessor } from './timers/timers.processor.ts';
import { DUTIES, HANDLERS } from './tokens.ts';
import { CalendarWatch } from './upkeep/calendar-watch.ts';
import { Housekeeping } from './upkeep/housekeeping.ts';
import { PatientWorker } from './upkeep/listener.ts';
import { NightWatch } from './upkeep/night-watch.ts';
import { Reorganisations } from './upkeep/reorganisations.ts';
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
        ...[Firing, Planning, TimersProcessor, Outbox, EffectsProcessor, Mailer],
        ...[Housekeeping, NightWatch, CalendarWatch, Reorganisations, Sweep],
        { provide: HANDLERS, useFactory: handlers, inject: [CLOCK, CONFIG, LOGGER] },
        {
          provide: DUTIES,
          useFactory: duties,
          inject: [CONFIG, Firing, Outbox, Mailer, Planning, Housekeeping, NightWatch, CalendarWatch, Reorganisations],
        },
      ],
    };
  }
}

/** One for each kind of effect that the chart asks for. */
function handlers(clock: Clock, { smtp }: Config, logger: Logger) {
  const options: AlertOptions = {
    postsLetters: smtp !== undefined,
    onUnroutable: (found) => logger.warn(found, 'nobody could be found for an alert'),
  };
  return [new AlertHandler(new Recipients(clock), options)];
}

function duties(
  { sweepMs, horizonMs }: Config,
  firing: Firing,
  outbox: Outbox,
  mailer: Mailer,
  planning: Planning,
  housekeeping: Housekeeping,
  nightWatch: NightWatch,
  calendarWatch: CalendarWatch,
  reorganisations: Reorganisations,
): Duty[] {
  return [
    { name: 'sweep timers', everyMs: sweepMs, work: () => firing.drain() },
    { name: 'sweep effects', everyMs: sweepMs, work: () => outbox.drain() },
    { name: 'sweep mail', everyMs: sweepMs, work: () => mailer.drain() },
    // Twice within the horizon, so that no moment enters it unplanned.
    { name: 'plan', everyMs: horizonMs / 2, work: () => planning.plan() },
    { name: 'tidy', everyMs: HOUR_MS, work: () => housekeeping.tidy() },
    { name: 'night watch', everyMs: HOUR_MS / 6, work: () => nightWatch.watch() },
    { name: 'sweep reorganisations', everyMs: sweepMs, work: () => reorganisations.settle() },
    { name: 'calendar watch', everyMs: HOUR_MS, work: () => calendarWatch.watch() },
  ];
}
