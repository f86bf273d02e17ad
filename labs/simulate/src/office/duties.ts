import { addDays, startOfDay } from '@huiyin/domain';
import type { PetitionContext } from '@huiyin/workflow';
import { clockIn } from './desk.ts';
import type { Act, Desk } from './desk.ts';
import { doneAt, soon } from './pace.ts';

/** What a part is given where nobody has said when. @unit calendar days */
const PART_DAYS = 20;
/** Parts so late are not waited for any longer, mostly. @unit calendar days */
const WAITED_FOR_DAYS = 10;
const EXCUSED = 0.6;
const RATED = 0.5;
const RATINGS = {
  content: [
    ['satisfied', 80],
    ['basically', 18],
    ['dissatisfied', 2],
  ],
  otherwise: [
    ['satisfied', 10],
    ['basically', 30],
    ['dissatisfied', 60],
  ],
} as const;

/** A supporting opinion is carried out, also when the case has ended meanwhile (Art. 32). */
export function execute({ context, office, dice }: Desk): Act | null {
  const clock = clockIn(context, 'execution');
  return clock ? { type: 'RECORD_EXECUTION', at: doneAt(clock, office, dice), data: { result: '已落实' } } : null;
}

/** 交办: the sender is told what came of it, also afterwards (Art. 22). */
export function reportBack({ context, office, dice }: Desk): Act | null {
  const clock = clockIn(context, 'report');
  return clock ? { type: 'REPORT_BACK', at: doneAt(clock, office, dice), data: { report: '办结报告' } } : null;
}

/** 协办: each unit hands in its part, or is excused in the end. */
export function submitPart(desk: Desk): Act | null {
  if (desk.context.closing !== null) return null;
  const acts = desk.context.parts.filter(({ status }) => status === 'owed').map((part) => actOn(part, desk));
  return acts.reduce<Act | null>((first, act) => (first && first.at <= act.at ? first : act), null);
}

function actOn({ unit, addedOn, dueOn }: PetitionContext['parts'][number], { officeOf, dice }: Desk): Act {
  const last = dueOn ?? addDays(addedOn, PART_DAYS);
  const duty = { name: `part/${unit}`, startedAt: startOfDay(addedOn), dueAt: startOfDay(addDays(last, 1)) };
  const at = doneAt(duty, officeOf(unit), dice);
  const waitedFor = duty.dueAt + WAITED_FOR_DAYS * 86_400_000;
  if (at > waitedFor && dice.chance(`excused/${unit}`, EXCUSED)) {
    return { type: 'EXCUSE_PART', at: soon(waitedFor, 2, dice, `excused/${unit}`), data: { unit, reason: '另行了解' } };
  }
  return { type: 'SUBMIT_PART', at, data: { unit, part: '协办意见' }, from: unit };
}

/** Petitioners rate both offices once they have an answer; what they say changes nothing about what is owed to them. */
export function rate({ context, dice, now }: Desk): Act | null {
  const { closing, ratings } = context;
  const { followUpResult, servedOn, number } = context.round;
  const isReached = servedOn !== null && followUpResult !== null && followUpResult !== 'unreachable';
  const isDone = ratings.some((each) => each.round === number);
  if (isDone || !(isReached || closing?.how === 'answered') || !dice.chance(`rates/${number}`, RATED)) return null;
  const weights = followUpResult === null || followUpResult === 'satisfied' ? RATINGS.content : RATINGS.otherwise;
  const rating = (of: string) => dice.weighted(`rates/${number}/${of}`, weights);
  const data = { petitionOffice: rating('petition office'), unit: rating('unit') };
  return { type: 'RATE', at: soon(now, 3, dice, `rates/${number}`), data };
}

/** What cannot wait is reported upwards on the day it is registered (Art. 25). */
export function reportUrgent({ arrival, context, now, dice }: Desk): Act | null {
  if (!arrival.matter.template.urgent || context.urgent || context.closing !== null) return null;
  const data = { informed: ['镇党委政府', '县信访局'], reason: '涉及群众基本生活' };
  return { type: 'REPORT_URGENT', at: soon(now, 0, dice, 'urgent'), data };
}
