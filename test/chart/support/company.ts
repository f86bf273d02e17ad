import { ACase, OTHER, paths, UNITS } from '../../support/a-case.ts';
import { pairOfNames, whatIsNew } from './explore.ts';
import type { Place, Trodden, Walk } from './explore.ts';
import { coarse, procedureKey } from './procedure.ts';
import { BESIDE, SAYINGS } from './sayings.ts';
import { mustSettle, say, timerOf, wait } from './situation.ts';

/** Cases about which something is owed beside the procedure, of every kind; two others keep out of them, and one is accused. */
const burdened = (at: ACase) => {
  const supervised = at.send('SUPERVISE').send('LINK', { petition: OTHER });
  return supervised.send('RECUSE').send('RECUSE', { account: 'another' }).send('ADD_ACCUSED');
};
const assigned = paths.accepted('2026-03-02').send('TRANSFER', { unit: UNITS.lead, mode: '交办' });
const recommended = burdened(assigned).send('RECOMMEND', { to: UNITS.another });

const BESIDES = SAYINGS.filter(({ type }) => BESIDE.includes(type));

/** The procedure gone through with something owed beside it in every region. */
export const IN_COMPANY: Walk = {
  beginnings: [
    ACase.registered('2026-03-02').send('RECOMMEND', { to: UNITS.another }),
    ...(['appeal', 'inquiry'] as const).map((purpose) =>
      burdened(ACase.registered('2026-03-02', { purpose })).send('RECOMMEND', { to: UNITS.another }),
    ),
    recommended,
    recommended.send('ADD_PARTY', { unit: UNITS.co }),
  ],
  sayings: SAYINGS.filter(({ type }) => !BESIDE.includes(type)),
  keyOf: (at) => {
    const { recommendations, parts } = at.context;
    return `${recommendations.length} ${parts.length} ${coarse(procedureKey(at))}`;
  },
  // Those that begin without a unit are there for the stages before one has it; nothing is new when it is handled again.
  endsAt: ({ begun, context: { round, unit, facts, clocks } }) => {
    const isTaken = facts.purpose === 'appeal' ? unit !== null : clocks.some(({ slot }) => slot === 'handling');
    return round.number > 1 || (begun.context.unit === null && isTaken);
  },
};

/** Goes from each place by each act beside the procedure, and from there on by each step that could be taken before it. */
export function treadBeside(places: readonly Place[], trodden: Trodden): void {
  const known = (first: string, second: string) => trodden.pairs.has(pairOfNames(first, second));
  for (const { at, steps } of places) {
    if (mustSettle(at)) continue;
    const wanted = (by: string) => !known(at.taken[0] ?? 'begin', by) || steps.some((step) => !known(by, step.by));
    for (const after of whatIsNew(at, BESIDES, wanted)) {
      trodden.step(at, after);
      for (const { said, by } of steps) {
        if (known(after.taken[0] ?? '', by)) continue;
        const then = said ? say(after, said) : timerOf(after) && wait(after);
        if (then) trodden.step(after, then);
      }
    }
  }
}

/** Goes by every two acts beside the procedure that can follow one another. */
export function treadTwiceBeside(places: readonly Place[], trodden: Trodden): void {
  for (const { at } of places) {
    if (mustSettle(at)) continue;
    for (const first of whatIsNew(at, BESIDES, () => true)) {
      const isNew = (by: string) => !trodden.pairs.has(pairOfNames(first.taken[0] ?? '', by));
      for (const second of whatIsNew(first, BESIDES, isNew)) trodden.step(first, second);
    }
  }
}
