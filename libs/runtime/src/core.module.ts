import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { Global, Inject, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown, Provider } from '@nestjs/common';
import { STATUTORY_CALENDAR } from '@huiyin/domain';
import { createEngine, petitionRegistry } from '@huiyin/workflow';
import type { Clock, Registry } from '@huiyin/workflow';
import type { Queue } from 'bullmq';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { Directory } from './access/directory.ts';
import type { Config } from './config/env.ts';
import { openDatabase, poolOf } from './data/database.ts';
import { Doorbell } from './queue/doorbell.ts';
import { queueOptions, QUEUES } from './queue/backend.ts';
import { createClock } from './time/clock.ts';
import * as token from './tokens.ts';

interface CoreOptions {
  readonly config: Config;
  readonly logger: Logger;
  /** Name under which the process shows in pg_stat_activity. */
  readonly applicationName: string;
}

/** Database, queues, clock and engine: the ground both apps stand on. */
@Global()
@Module({})
export class CoreModule implements OnApplicationShutdown {
  constructor(@Inject(token.DATA_SOURCE) private readonly dataSource: DataSource) {}

  static forRoot({ config, logger, applicationName }: CoreOptions): DynamicModule {
    const connection = queueOptions(config);
    const providers: Provider[] = [
      { provide: token.CONFIG, useValue: config },
      { provide: token.LOGGER, useValue: logger },
      {
        provide: token.DATA_SOURCE,
        useFactory: () => openDatabase(config.databaseUrl, { poolSize: config.poolSize, applicationName }),
      },
      { provide: token.POOL, useFactory: poolOf, inject: [token.DATA_SOURCE] },
      { provide: token.CLOCK, useFactory: (pool: Pool) => createClock(config.clock, pool), inject: [token.POOL] },
      { provide: token.REGISTRY, useFactory: soundRegistry },
      {
        provide: token.DIRECTORY,
        useFactory: (dataSource: DataSource) => new Directory(dataSource),
        inject: [token.DATA_SOURCE],
      },
      {
        provide: token.DOORBELL,
        useFactory: (timers: Queue, effects: Queue, clock: Clock) =>
          new Doorbell({
            queues: { timers, effects },
            clock,
            virtual: config.clock === 'virtual',
            horizonMs: config.horizonMs,
            logger,
          }),
        inject: [getQueueToken(QUEUES.timers), getQueueToken(QUEUES.effects), token.CLOCK],
      },
      {
        provide: token.ENGINE,
        useFactory: (pool: Pool, registry: Registry, clock: Clock, { announce }: Doorbell) =>
          createEngine({ pool, registry, clock, announce }),
        inject: [token.POOL, token.REGISTRY, token.CLOCK, token.DOORBELL],
      },
    ];
    const queues = BullModule.registerQueue({ name: QUEUES.timers }, { name: QUEUES.effects });
    return {
      module: CoreModule,
      imports: [BullModule.forRoot(connection), queues],
      providers,
      exports: [...providers.map((provider) => (provider as { provide: symbol }).provide), queues],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}

/** @throws UnsoundMachine; or when the holidays of the current year are not loaded, so that no working day could be told */
function soundRegistry(): Registry {
  const year = new Date().getUTCFullYear();
  if (!STATUTORY_CALENDAR.years.has(year)) throw new Error(`the holiday notice for ${year} is not loaded`);
  return petitionRegistry();
}
