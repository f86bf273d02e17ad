import { AsyncLocalStorage } from 'node:async_hooks';
import type { LoggerService } from '@nestjs/common';
import { pino, stdTimeFunctions } from 'pino';
import type { Logger } from 'pino';

/** What every log line of a request or job carries. */
interface LogContext {
  requestId?: string;
  caseId?: string;
  job?: string;
}

const store = new AsyncLocalStorage<LogContext>();

/** Runs the work with a log context of its own. */
export function withLogContext<T>(context: LogContext, work: () => T): T {
  return store.run({ ...context }, work);
}

/** Adds to the context of the running request or job. */
export function addLogContext(more: LogContext): void {
  Object.assign(store.getStore() ?? {}, more);
}

/** JSON lines on standard output. Personal data have no place in a log line; nothing that may hold them is logged. */
export function createLogger(service: string, level: string): Logger {
  return pino({
    level,
    base: { service },
    timestamp: stdTimeFunctions.isoTime,
    mixin: () => ({ ...store.getStore() }),
  });
}

/** Nest's own messages, through the same logger. */
export function nestLogger(logger: Logger): LoggerService {
  const at =
    (level: 'info' | 'error' | 'warn' | 'debug' | 'trace') =>
    (message: unknown, ...rest: unknown[]) =>
      logger[level]({ nest: rest[rest.length - 1] }, String(message));
  return { log: at('debug'), error: at('error'), warn: at('warn'), debug: at('debug'), verbose: at('trace') };
}
