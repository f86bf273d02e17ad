import { Dice } from './dice.mjs';

/** What the hand may do, and how often compared with the others. */
const ACTS = { kill: 66, pause: 10, stop: 8, forget: 5, clock: 11 };

/** One act every 0.8 s on average: some two hundred and fifty kills in five minutes. @unit milliseconds */
const GAP = [200, 1_400];

/** Mostly short; sometimes longer than a writer waits for another's row (5 s). @unit milliseconds */
const PAUSES = [
  [100, 1_500],
  [100, 1_500],
  [2_000, 7_000],
];

/** @unit milliseconds of legal time */
const LEAPS = [
  [60_000, 6 * 3_600_000],
  [12 * 3_600_000, 3 * 86_400_000],
  [2 * 86_400_000, 10 * 86_400_000],
];

/**
 * Everything the hand will do, from the seed alone.
 * @param {Record<string, number>} targets names of the processes, and how often each is hit compared with the others
 * @returns {{ at: number, act: string, whom: string, forMs: number, leapMs: number }[]} `at` in milliseconds from the beginning
 */
export function schedule(seed, durationMs, targets) {
  const dice = new Dice(seed).fork('hand');
  const acts = [];
  for (let at = dice.between(...GAP); at < durationMs; at += dice.between(...GAP)) {
    const act = dice.weighted(ACTS);
    const whom = dice.weighted(targets);
    acts.push({ at, act, whom, forMs: dice.between(...dice.pick(PAUSES)), leapMs: dice.between(...dice.pick(LEAPS)) });
  }
  return acts;
}
