import { isDeepStrictEqual } from 'node:util';
import { impersonal, requestOf } from '../office/ledger.mjs';
import { inParallel } from './in-parallel.mjs';

/** Every acknowledged write, asked for once more with its key, gets the first answer again. */
export async function replayed({ caller, ledger }) {
  const violations = [];
  await inParallel(ledger.acknowledged, 8, async (write) => {
    const answer = await caller.untilDefinite(requestOf(write));
    ledger.remember(write, answer);
    if (!answer.headers.get('idempotency-replayed')) violations.push(`${name(write)}: was done anew at the end`);
  });
  for (const write of ledger.writes) violations.push(...differing(write));
  return { counts: {}, violations };
}

function differing(write) {
  const [first, ...others] = write.answers;
  return others
    .filter((other) => !isSame(first, other))
    .map((other) => `${name(write)}: answered ${brief(first)} and then ${brief(other)}`);
}

/** A refusal may be another one later; but what was refused must not have been done. */
function isSame(first, other) {
  if (first.status >= 400) return other.status >= 400;
  return first.status === other.status && isDeepStrictEqual(impersonal(first.body), impersonal(other.body));
}

const name = ({ event, key, path }) => `answer: ${event} ${key} (${path})`;
const brief = ({ status, body }) => (status < 300 ? `${status} version ${body.version}` : `${status} ${body.type}`);
