import { besideCases, createOffice, currentCalendar, Directory, InvalidLaw, readLaw } from '@huiyin/office';
import type { Law } from '@huiyin/office';
import { Global, Inject, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown, Provider } from '@nestjs/common';
import { createEngine, petitionRegistry } from '@huiyin/workflow';
import type { Clock, Engine, PetitionRegistry, Registry } from '@huiyin/workflow';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Config } from './config/env.ts';
import { CONNECT_WITHIN_MS, openDatabase, poolOf } from './data/database.ts';
import { Doorbell } from './queue/doorbell.ts';
import { openQueue } from './queue/backend.ts';
import { createClock, refuseToGoBack } from './time/clock.ts';
import * as token from './tokens.ts';

interface CoreOptions {
  readonly config: Config;
  readonly logger: Logger;
  /** Name under which the process shows in pg_stat_activity. */
  readonly applicationName: string;
}

/** Database, doorbell, clock and engine: the ground both apps stand on. */
@Global()
@Module({})
export class CoreModule implements OnApplicationShutdown {
  constructor(
    @Inject(token.DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(token.DOORBELL) private readonly doorbell: Doorbell,
  ) {}

  static forRoot({ config, logger, applicationName }: CoreOptions): DynamicModule {
    const providers: Provider[] = [
      { provide: token.CONFIG, useValue: config },
      { provide: token.LOGGER, useValue: logger },
      {
        provide: token.DATA_SOURCE,
        // Whoever changes the calendar sees by the name which one the programs at work know.
        useFactory: (law: Law) =>
          openDatabase(config.databaseUrl, {
            poolSize: config.poolSize,
            connectWithinMs: CONNECT_WITHIN_MS,
            applicationName: `${applicationName} ${currentCalendar(law).version}`,
          }),
        inject: [token.LAW],
      },
      { provide: token.POOL, useFactory: poolOf, inject: [token.DATA_SOURCE] },
      {
        provide: token.CLOCK,
        useFactory: async (pool: Pool) => {
          if (config.clock === 'system') await refuseToGoBack(pool);
          return createClock(config.clock, pool);
        },
        inject: [token.POOL],
      },
      { provide: token.LAW, useFactory: () => readLaw(config.lawFolder) },
      { provide: token.REGISTRY, useFactory: (law: Law) => petitionRegistry(law.calendars), inject: [token.LAW] },
      {
        provide: token.DIRECTORY,
        useFactory: async (pool: Pool, law: Law) => {
          if (law.policies.length > 0) refuseUnknownAreas(law, await new Directory(pool).fresh());
          return new Directory(pool);
        },
        inject: [token.POOL, token.LAW],
      },
      {
        provide: token.DOORBELL,
        useFactory: (clock: Clock) =>
          new Doorbell({
            queues: { timers: openQueue('timers', config), effects: openQueue('effects', config) },
            clock,
            virtual: config.clock === 'virtual',
            horizonMs: config.horizonMs,
            logger,
          }),
        inject: [token.CLOCK],
      },
      {
        provide: token.ENGINE,
        useFactory: (pool: Pool, registry: Registry, clock: Clock, directory: Directory, { announce }: Doorbell) =>
          createEngine({ pool, registry, clock, beside: besideCases(directory), announce }),
        inject: [token.POOL, token.REGISTRY, token.CLOCK, token.DIRECTORY, token.DOORBELL],
      },
      {
        provide: token.OFFICE,
        useFactory: (
          pool: Pool,
          engine: Engine,
          clock: Clock,
          registry: PetitionRegistry,
          directory: Directory,
          law: Law,
        ) => createOffice({ pool, engine, clock, registry, directory, law }),
        inject: [token.POOL, token.ENGINE, token.CLOCK, token.REGISTRY, token.DIRECTORY, token.LAW],
      },
    ];
    return {
      module: CoreModule,
      providers,
      exports: providers.map((provider) => (provider as { provide: symbol }).provide),
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.doorbell.close();
    await this.dataSource.destroy();
  }
}

/** A policy for an area that nobody lies in would never hold. @throws InvalidLaw */
function refuseUnknownAreas({ policies }: Law, directory: Directory): void {
  if (directory.isEmpty) return; // the units are yet to be imported
  const unknown = policies.filter(({ area }) => directory.get(area) === undefined);
  if (unknown.length === 0) return;
  throw new InvalidLaw(unknown.map(({ area, policy }) => `policy ${policy.id}: area: there is no unit ${area}`));
}
