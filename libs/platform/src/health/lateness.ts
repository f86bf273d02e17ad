import type { Config } from '../config/env.ts';

/** For a busy machine. @unit milliseconds */
const GRACE_MS = 60_000;

/**
 * What may pass between the moment at which something could be done and its being done: a doorbell that was not heard costs a
 * sweep, and a minute is left to do it in. Longer means that no worker is at work. @unit milliseconds
 */
export function longestWait({ sweepMs }: Pick<Config, 'sweepMs'>): number {
  return sweepMs + GRACE_MS;
}
