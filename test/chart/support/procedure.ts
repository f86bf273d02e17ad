import { dateOf } from '@huiyin/domain';
import type { StateValue } from 'xstate';
import { ACase, paths, UNITS } from '../../support/a-case.ts';
import type { Walk } from './explore.ts';
import { BESIDE, SAYINGS } from './sayings.ts';
import type { Situation } from './situation.ts';

/** What a petition may be, as far as the procedure treats it differently. The first is looked at most closely. */
const KINDS = [
  {},
  { contactable: false },
  { purpose: 'suggestion' },
  { purpose: 'accusation', confidential: true, accusedUnits: ['ys-qh-ll-ds'] },
  { purpose: 'inquiry' },
] as const;

const back = (at: ACase) => at.send('OBJECT').send('DECIDE_OBJECTION', { upheld: true });

/** Some states are only stood in when a holiday stretches five working days, so some cases begin before the Spring Festival. */
const BEGINNINGS: readonly ACase[] = [
  ...KINDS.map((kind) => ACase.registered('2026-03-02', kind)),
  paths.transferred('2026-02-10').send('OBJECT'),
  back(back(paths.transferred('2026-02-10')).send('TRANSFER', { unit: UNITS.another })),
  paths.approved('2026-02-10'),
  paths.served('2026-01-30').wait(15),
  // Written down when the window is all but over: the visit opens, and the next thing is its end.
  paths.approved('2026-03-02').wait(29).send('SERVE', { servedOn: '2026-03-02' }),
];

/** The procedure, with the duties beside it and counters without end left out of sight. */
export const PROCEDURE: Walk = {
  beginnings: BEGINNINGS,
  sayings: SAYINGS.filter(({ type }) => !BESIDE.includes(type)),
  keyOf: procedureKey,
};

export function procedureKey({ value, context, now }: Situation): string {
  const { procedure } = value as { procedure: StateValue };
  const { facts, round, unit } = context;
  const stage = Object.keys(procedure)[0] ?? '';
  const kind = [facts.purpose, facts.contactable, Math.min(round.number, 2), unit === null];
  const key = JSON.stringify([procedure, kind, ...whatMatters(stage, context, now)]);
  return isPlain(context) && (key.match(RUNG) ?? []).length < 2 ? key : coarse(key);
}

/** An ordinary appeal, whose ladders are climbed rung by rung; of others, and of two ladders side by side, see `coarse`. */
function isPlain({ facts, round, track, extension }: Situation['context']): boolean {
  const ordinary = facts.purpose === 'appeal' && facts.contactable && track === null && round.procedure === 'ordinary';
  return ordinary && round.number === 1 && extension === null && round.followUpAttempts === 0;
}

const RUNG = /"(onTime|within\d+|overdue|escalated\d)"/g;

/** A ladder is on its way, or past the due day. */
export function coarse(key: string): string {
  return key.replace(RUNG, (_, rung: string) => (/^(?:onTime|within)/.test(rung) ? '"ahead"' : '"late"'));
}

function whatMatters(stage: string, context: Situation['context'], now: number): unknown[] {
  const { heard, investigated, outcome, procedure, remedy } = context.round;
  const { extension, track, returnedBy, arbitrated, mode, mergedInto } = context;
  const { followUpAttempts, followUpResult, lastAttemptOn } = context.round;
  const isSimple = procedure === 'simple';
  const elsewhere = track !== null;
  switch (stage) {
    case 'acceptance':
      return [];
    case 'routing':
      return [isSimple, mode === 'assign', elsewhere, Math.min(returnedBy.length, 2), arbitrated];
    case 'handling':
      return [isSimple, mergedInto !== null, elsewhere, heard && investigated, extension?.status];
    case 'reply':
      return [outcome === 'settled', elsewhere];
    default: {
      const visit = [followUpAttempts, lastAttemptOn === dateOf(now), followUpResult === 'satisfied'];
      return [outcome === 'settled', elsewhere, remedy?.kind, remedy?.decision !== null, ...visit];
    }
  }
}
