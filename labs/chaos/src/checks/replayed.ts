import { isDeepStrictEqual } from 'node:util';
import { sideBySide } from '@huiyin/lab-kit';
import { isDone, ofTheStep, requestOf } from '../office/ledger.ts';
import type { Definite, Remembered, Write } from '../office/ledger.ts';
import type { Evidence, Found } from './evidence.ts';

/** Writes that are asked for again at a time. */
const LANES = 8;

/** Every acknowledged write, asked for once more with its key, gets the first answer again. */
export async function replayed({ caller, ledger }: Evidence): Promise<Found> {
  const violations: string[] = [];
  await sideBySide(ledger.acknowledged, LANES, async (write) => {
    const answer = await caller.untilDefinite(requestOf(write));
    if (!answer) return;
    ledger.remember(write.key, answer);
    if (answer.headers.get('idempotency-replayed') === null)
      violations.push(`${nameOf(write)}: was done anew at the end`);
  });
  for (const write of ledger.writes) violations.push(...differing(write));
  return { counts: {}, violations };
}

function differing(write: Remembered): string[] {
  const [first, ...others] = write.answers;
  if (!first) return [];
  return others
    .filter((other) => !isSame(first, other))
    .map((other) => `${nameOf(write)}: answered ${brief(first)} and then ${brief(other)}`);
}

/** A refusal may be another one later; but what was refused must not have been done. */
function isSame(first: Definite, other: Definite): boolean {
  if (!isDone(first) || !isDone(other)) return isDone(first) === isDone(other);
  return first.status === other.status && isDeepStrictEqual(ofTheStep(first.view), ofTheStep(other.view));
}

const nameOf = ({ event, key, path }: Write): string => `answer: ${event} ${key} (${path})`;
const brief = (answer: Definite): string =>
  `${answer.status} ${isDone(answer) ? `version ${answer.view.version}` : answer.problem.type}`;
