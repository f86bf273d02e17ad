/** What a program needs to run: configuration, database, queue, log, health, Nest modules. */
export { onlyRead, readCommandConfig, readConfig, type CommandConfig, type Config } from './config/env.ts';
export { CoreModule } from './core.module.ts';
export { openDatabase, poolOf } from './data/database.ts';
export { DatabaseListener } from './data/listener.ts';
export { migrate } from './data/migrate.ts';
export { DEMO_PASSWORD, seedDemo } from './demo/seed.ts';
export { CalendarCover } from './health/calendar-cover.ts';
export { HealthModule } from './health/health.module.ts';
export { Metrics } from './health/metrics.ts';
export { endConnectionsAtStop } from './http/goodbye.ts';
export { PUBLIC, Public } from './http/public.ts';
export { addLogContext, createLogger, nestLogger, withLogContext } from './log/logger.ts';
export { listeningOptions, openQueue, QUEUES } from './queue/backend.ts';
export { Doorbell } from './queue/doorbell.ts';
export { createClock, refuseToGoBack, VirtualClock } from './time/clock.ts';
export * from './tokens.ts';
