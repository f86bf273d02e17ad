import type { EventType } from '@huiyin/workflow/contract';
import type { StateValue } from 'xstate';
import { paths, UNITS } from '../../support/a-case.ts';
import type { Walk } from './explore.ts';
import { saying, SAYINGS } from './sayings.ts';
import type { Situation } from './situation.ts';

const assigned = paths.accepted('2026-03-02').send('TRANSFER', { unit: UNITS.lead, mode: '交办' });
const supporting = (data: object = {}) => paths.approved('2026-03-02', {}, { outcome: 'support', ...data });
const of = (...types: EventType[]) => SAYINGS.filter(({ type }) => types.includes(type));

/** What tells situations apart: the region itself, whether the case has ended, and what else its acts depend on. */
const seenFrom =
  (region: string, detail: (at: Situation) => unknown = () => null) =>
  (at: Situation) =>
    JSON.stringify([(at.value as Record<string, StateValue>)[region], at.context.closing === null, detail(at)]);

function stageOf({ value }: Situation): unknown {
  const { procedure } = value as { procedure: StateValue };
  return typeof procedure === 'string' ? procedure : Object.keys(procedure)[0];
}

/** Each duty beside the procedure looked at by itself; the procedure goes on beside it and is left out of sight. */
export const DUTIES: readonly Walk[] = [
  {
    beginnings: [assigned, paths.accepted('2026-03-02')],
    sayings: [
      ...of('REPORT_BACK', 'TRANSFER', 'OBJECT', 'DECIDE_OBJECTION', 'WITHDRAW', 'REOPEN', 'ACCEPT'),
      saying('TRANSFER', { unit: UNITS.another, mode: '交办', reportBy: '2026-03-03' }),
    ],
    keyOf: seenFrom('report', stageOf),
  },
  {
    beginnings: [supporting(), supporting({ executeBy: '2026-03-03' })],
    sayings: [
      ...of('RECORD_EXECUTION', 'SERVE', 'REWORK', 'HEAR', 'INVESTIGATE', 'ISSUE_OPINION', 'APPROVE_OPINION'),
      ...of('REQUEST_REVIEW', 'DECIDE_REVIEW', 'WITHDRAW'),
    ],
    keyOf: seenFrom('execution', (at) => {
      const { heard, investigated, outcome } = at.context.round;
      return [heard && investigated, outcome, stageOf(at)];
    }),
  },
  {
    beginnings: [paths.handling('2026-03-02')],
    sayings: of('SUPERVISE', 'ANSWER_SUPERVISION', 'URGE', 'WITHDRAW'),
    keyOf: seenFrom('supervision'),
  },
  {
    beginnings: [paths.transferred('2026-03-02')],
    sayings: [
      ...of(
        'ADD_PARTY',
        'SUBMIT_PART',
        'EXCUSE_PART',
        'GIVE_NOTICE',
        'START_MEDIATION',
        'SETTLE',
        'WITHDRAW',
        'REOPEN',
      ),
      saying('ADD_PARTY', { unit: UNITS.another, dueOn: '2026-03-03' }),
      saying('SUBMIT_PART', { unit: UNITS.another }),
      saying('TRANSFER', { unit: UNITS.co }),
    ],
    keyOf: seenFrom('parts', (at) => [
      at.context.parts.map(({ unit, status }) => [unit, status]),
      at.context.unit,
      stageOf(at),
    ]),
  },
  {
    beginnings: [paths.approved('2026-03-02', { contactable: false }).send('RECUSE')],
    sayings: of('SERVE', 'RECUSE', 'LIFT_RECUSAL'),
    keyOf: seenFrom('procedure', ({ context }) => context.recused.length),
  },
  {
    beginnings: [paths.transferred('2026-03-02')],
    sayings: of('LINK', 'UNLINK', 'OBJECT', 'GIVE_NOTICE'),
    keyOf: seenFrom('procedure', ({ context }) => context.links.length),
  },
  {
    beginnings: [paths.handling('2026-03-02')],
    sayings: of('RECOMMEND', 'ANSWER_RECOMMENDATION', 'WITHDRAW'),
    keyOf: seenFrom('recommendation', ({ context }) =>
      context.recommendations.slice(0, 3).map(({ adopted }) => adopted),
    ),
  },
];
