import type { Instant } from '@huiyin/domain';
import type { CaseClock } from '@huiyin/workflow';
import { running } from './desk.ts';
import type { Desk } from './desk.ts';
import { doneAt, onTheWay } from './pace.ts';

/** A case in handling, and the time there is for it. */
export interface Handling extends Desk {
  readonly clock: CaseClock;
  /** A moment at a share of the time; for one clock always the same. */
  readonly by: (share: number) => Instant;
}

export function inHandling(desk: Desk): Handling {
  const { context, office, dice } = desk;
  const clock = running(context, 'handling');
  const end = doneAt(clock, office, dice);
  return { ...desk, clock, by: (share) => onTheWay(clock, end, share, dice.for(clock.name)) };
}
