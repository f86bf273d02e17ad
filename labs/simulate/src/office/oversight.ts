import { addDays, dateOf } from '@huiyin/domain';
import type { Instant } from '@huiyin/domain';
import type { CaseClock } from '@huiyin/workflow';
import type { Ground } from '@huiyin/workflow/contract';
import { workingTime } from '../world/hours.ts';
import { clockIn } from './desk.ts';
import type { Act, Desk } from './desk.ts';
import { doneAt, onTheWay, soon } from './pace.ts';

/** Duties that somebody asks after shortly before they are over. */
const URGED = 0.12;
/** Overdue duties that are taken under supervision, and how long after. @unit calendar days */
const SUPERVISED = { share: 0.4, least: 2, most: 8 };
/** Supervisions that end with a recommendation. */
const RECOMMENDED = 0.2;

/** On which ground an overdue duty is supervised (Art. 40). */
const GROUND_OF: readonly (readonly [CaseClock['slot'], Ground])[] = [
  ['transfer', 'procedure'],
  ['notice', 'procedure'],
  ['handling', 'overdue'],
  ['service', 'procedure'],
  ['review', 'overdue'],
  ['recheck', 'overdue'],
  ['report', 'notReported'],
  ['execution', 'notExecuted'],
];

/** 催办: once in a case, while it is in handling and the end is near. */
export function urge({ context, dice }: Desk): Act | null {
  const clock = clockIn(context, 'handling');
  if (!clock || context.urged > 0 || !dice.chance(`urged/${clock.name}`, URGED)) return null;
  return { type: 'URGE', at: onTheWay(clock, clock.dueAt, 0.85, dice.for('urged')), data: { note: '请按期办理' } };
}

/** 督办: once in a case, where something is overdue and nobody has done it by then; be it after the case has ended. */
export function supervise(desk: Desk): Act | null {
  const { context, dice } = desk;
  if (context.supervised.length > 0) return null;
  const [first] = GROUND_OF.flatMap(([slot, ground]) => {
    const clock = clockIn(context, slot);
    return clock && dice.chance(`supervised/${clock.name}`, SUPERVISED.share)
      ? [{ at: noticedAt(clock, desk), ground }]
      : [];
  }).sort((one, other) => one.at - other.at);
  if (!first) return null;
  return { type: 'SUPERVISE', at: first.at, data: { ground: first.ground, measures: '限期办理并书面反馈' } };
}

function noticedAt({ name, dueAt }: CaseClock, { dice, now }: Desk): Instant {
  const day = addDays(dateOf(dueAt), dice.between(`supervised/${name}/days`, SUPERVISED.least, SUPERVISED.most));
  return workingTime(day, dice.roll(`supervised/${name}/hour`), now);
}

export function answerSupervision({ context, office, dice }: Desk): Act | null {
  const clock = clockIn(context, 'supervision');
  return clock ? { type: 'ANSWER_SUPERVISION', at: doneAt(clock, office, dice), data: { answer: '已整改' } } : null;
}

/** What a supervision has shown may be worth a recommendation (改进工作) to the unit. */
export function recommend({ context, dice, now }: Desk): Act | null {
  const isAnswered = context.supervised.length > 0 && !clockIn(context, 'supervision');
  if (!isAnswered || context.unit === null || context.recommendations.length > 0) return null;
  if (!dice.chance('recommended', RECOMMENDED)) return null;
  const data = { kind: 'improve', to: context.unit, text: '完善内部流程' };
  return { type: 'RECOMMEND', at: soon(now, 5, dice, 'recommended'), data };
}

export function answerRecommendation({ context, officeOf, dice }: Desk): Act | null {
  const clock = clockIn(context, 'recommendation');
  const number = 1 + context.recommendations.findIndex(({ adopted }) => adopted === null);
  const from = context.recommendations[number - 1]?.to;
  if (!clock || from === undefined) return null;
  const adopted = dice.pick(`adopted/${clock.name}`, ['yes', 'yes', 'partly', 'no']);
  const at = doneAt(clock, officeOf(from), dice);
  return { type: 'ANSWER_RECOMMENDATION', at, data: { number, adopted, answer: '已研究' }, from };
}
