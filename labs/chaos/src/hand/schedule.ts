import type { Dice } from '@huiyin/lab-kit';

/** What the hand may do, and how often compared with the others. */
const ACTS = [
  ['kill', 66],
  ['pause', 10],
  ['stop', 8],
  ['forget', 5],
  ['clock', 11],
] as const;

/** Of a span, the least and the most. */
type Span = readonly [least: number, most: number];

/** One act every 0.8 s on average: some two hundred and fifty kills in five minutes. @unit milliseconds */
const GAP: Span = [200, 1_400];

/** Mostly short; sometimes longer than a writer waits for another's row (5 s). @unit milliseconds */
const PAUSES: readonly Span[] = [
  [100, 1_500],
  [100, 1_500],
  [2_000, 7_000],
];

/** @unit milliseconds of legal time */
const LEAPS: readonly Span[] = [
  [60_000, 6 * 3_600_000],
  [12 * 3_600_000, 3 * 86_400_000],
  [2 * 86_400_000, 10 * 86_400_000],
];

/** The names of the processes, and how often each is hit compared with the others. */
export type Targets = readonly (readonly [name: string, weight: number])[];

export interface Planned {
  /** @unit milliseconds from the beginning */
  readonly at: number;
  readonly act: (typeof ACTS)[number][0];
  readonly whom: string;
  /** How long a pause is. @unit milliseconds */
  readonly forMs: number;
  /** How far the clock is moved. @unit milliseconds of legal time */
  readonly leapMs: number;
}

/** Everything the hand will do, from the dice alone. */
export function schedule(dice: Dice, durationMs: number, targets: Targets): Planned[] {
  const acts: Planned[] = [];
  for (let at = 0; ;) {
    const own = dice.for(acts.length);
    at += own.between('gap', ...GAP);
    if (at >= durationMs) return acts;
    acts.push({
      at,
      act: own.weighted('act', ACTS),
      whom: own.weighted('whom', targets),
      forMs: own.between('for', ...own.pick('pause', PAUSES)),
      leapMs: own.between('far', ...own.pick('leap', LEAPS)),
    });
  }
}
