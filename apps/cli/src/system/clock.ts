import type { Instant } from '@huiyin/domain';
import { createClock, refuseToGoBack, VirtualClock } from '@huiyin/platform';
import type { Clock } from '@huiyin/workflow';
import type { Opened } from './opened.ts';

type On = Pick<Opened, 'config' | 'pool'>;

/** The clock that the system lives by: HUIYIN_CLOCK, as everywhere. @throws MovedAhead */
export async function legalClock({ config, pool }: On): Promise<Clock> {
  if (config.clock === 'system') await refuseToGoBack(pool);
  return createClock(config.clock, pool);
}

/** The time by that clock, for a command that writes no step: a virtual one that nobody has looked at is not begun by it. */
export async function legalTime(on: On): Promise<Instant> {
  const clock = await legalClock(on);
  return clock instanceof VirtualClock ? clock.reading() : clock.now();
}

/** That clock as it stands, for what only looks and asks a clock. */
export async function standingClock(on: On): Promise<Clock> {
  const now = await legalTime(on);
  return { now: () => now };
}
