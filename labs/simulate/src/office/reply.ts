import type { PetitionContext } from '@huiyin/workflow';
import type { Arrival } from '../world/arrivals.ts';
import { clockIn, running } from './desk.ts';
import type { Act, Desk } from './desk.ts';
import { doneAt, dutyFrom, soon } from './pace.ts';

const RETURNED = 0.06;
const SIGNATURE_REFUSED = 0.02;
const UNREACHABLE = 0.07;
const ACCEPTS_IN_WRITING = 0.35;
/** The petitioner's own word, as weights, at the first follow-up and after a second handling. */
const RESULTS = {
  first: [
    ['satisfied', 76],
    ['partly', 20],
    ['notSolved', 4],
  ],
  again: [
    ['satisfied', 66],
    ['partly', 26],
    ['notSolved', 8],
  ],
} as const;
/** The 5 working days in which a follow-up is to be recorded begin on its day. */
const VISIT_WORKDAYS = 5;

/** The head of the unit signs, or sends the opinion back on the same clock. */
export function approve({ context, dice, now, revision }: Desk): Act {
  const at = soon(now, 2, dice, `signs/${revision}`);
  const returned = context.round.number === 1 && dice.chance(`returned/${revision}`, RETURNED);
  return returned
    ? { type: 'RETURN_OPINION', at, data: { reason: '依据不足，请补充' } }
    : { type: 'APPROVE_OPINION', at, data: {} };
}

export function serve({ arrival, context, office, dice }: Desk): Act {
  const clock = running(context, 'service');
  const receipt = dice.chance(`receipt/${clock.name}`, SIGNATURE_REFUSED) ? 'refused' : 'signed';
  return { type: 'SERVE', at: doneAt(clock, office, dice), data: { method: methodOf(arrival, context), receipt } };
}

/** Where nobody can be reached, the reply is put on file. */
function methodOf({ channel }: Arrival, { facts }: PetitionContext): string {
  if (!facts.contactable) return 'onFile';
  return channel === 'visit' ? 'inPerson' : channel === 'letter' ? 'post' : 'electronic';
}

/**
 * From the 15th day after service, up to three times, each on a day of its own; what the petitioner says is written down as
 * it was said.
 */
export function followUp(desk: Desk): Act | null {
  const { context, dice, now, revision } = desk;
  if (context.round.followUpResult !== null) return early(desk);
  const planned = context.clocks.findLast(({ slot }) => slot === 'followUp');
  if (!planned) throw new Error('a case in its follow-up has no day for it');
  const duty = dutyFrom(`visit/${planned.name}`, planned.dueOn, VISIT_WORKDAYS);
  const at =
    context.round.followUpAttempts === 0 ? doneAt(duty, desk.office, dice) : soon(now, 2, dice, `again/${revision}`, 1);
  const label = `${planned.name}/${context.round.followUpAttempts}`;
  const weights = context.round.number === 1 ? RESULTS.first : RESULTS.again;
  const result = dice.chance(`unreachable/${label}`, UNREACHABLE) ? 'unreachable' : dice.weighted(label, weights);
  return { type: 'RECORD_FOLLOW_UP', at, data: { method: 'phone', result, note: '回访记录' } };
}

/** Whoever is content may say so in writing and need not wait for the end of the window. */
function early({ context, dice, now }: Desk): Act | null {
  const at = soon(now, 3, dice, 'signs acceptance');
  const signs = context.round.followUpResult === 'satisfied' && dice.chance('accepts', ACCEPTS_IN_WRITING);
  const window = clockIn(context, 'reviewWindow');
  if (!signs || !window || at >= window.dueAt) return null;
  return { type: 'CLOSE', at, data: { signedAcceptance: true } };
}
