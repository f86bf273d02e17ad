import type { Instant } from '@huiyin/domain';

/** The legal time. Read once per step; a promise, because a clock that an administrator moves lives in the database. */
export interface Clock {
  now(): Instant | Promise<Instant>;
}

export const systemClock: Clock = { now: Date.now };
