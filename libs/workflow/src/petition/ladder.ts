import type { Instant } from '@huiyin/domain';
import type { AlarmKind, AlertKind, Duty } from '../contract/names.ts';
import { clockIn, nextDeadline, repeatAt, rungAt } from './clock.ts';
import type { Clock } from './clock.ts';
import type { PetitionContext } from './context.ts';
import { firstOwed } from './parts.ts';
import { RUNGS } from './rules.ts';
import type { Rung } from './rules.ts';
import { SLOT_NAMES, SLOTS } from './slots.ts';
import type { Slot } from './slots.ts';

type Screaming<S extends string> = S extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? Uppercase<First> : `_${First}`}${Screaming<Rest>}`
  : '';
/** Name of the delay after which a slot's clock reaches a rung: HANDLING_DUE, HANDLING_REMIND_10, … */
export type DelayName = `${Screaming<Slot>}_${Rung['delay'] | 'REPEAT'}`;

export function delayName(slot: Slot, step: Rung['delay'] | 'REPEAT'): DelayName {
  return `${screaming(slot)}_${step}` as DelayName;
}

/** Every delay of every ladder, as functions of the context. A delay already over fires at once. @unit milliseconds */
export const LADDER_DELAYS = Object.fromEntries(
  SLOT_NAMES.flatMap((slot) => [
    ...RUNGS.map((rung) => [
      delayName(slot, rung.delay),
      ({ context }: { context: PetitionContext }) => wait(rungAt(clockIn(context.clocks, slot), rung), context),
    ]),
    [
      delayName(slot, 'REPEAT'),
      ({ context }: { context: PetitionContext }) =>
        wait(repeatAt(clockIn(context.clocks, slot), context.now), context),
    ],
  ]),
) as Record<DelayName, (args: { context: PetitionContext }) => number>;

/** XState types states by their literal names, which a generated ladder has none of; the chart's soundness check covers it. */
interface LadderStates {
  initial: 'onTime';
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- XState's type of a state asks for names that are generated here
  states: Record<string, any>;
}

/**
 * The inside of a state whose duty has a deadline: one child per rung, each with the one timer that leads to the next.
 * A state that is entered while its clock already runs (another state of the same duty, or after an extension) goes
 * straight to the rung that was announced last, so no alert is lost and none is sent twice; reminders whose day was
 * over before the state was entered are left out.
 */
export function ladder(slot: Slot): LadderStates {
  const states = RUNG_STATES.map((name, index) => {
    const next = RUNGS[index];
    return [name, next ? waitingFor(slot, next, index) : repeating(slot, name, index)] as const;
  });
  return { initial: 'onTime', states: Object.fromEntries(states) };
}

function waitingFor(slot: Slot, next: Rung, index: number) {
  return {
    tags: tagsOf(index),
    meta: { slot },
    always: { guard: { type: 'rungPassed', params: { slot, index } }, target: next.state },
    after: { [delayName(slot, next.delay)]: { target: next.state, actions: announce(slot, next) } },
  };
}

function repeating(slot: Slot, name: string, index: number) {
  const top = RUNGS[index - 1] as Rung;
  return {
    tags: tagsOf(index),
    meta: { slot },
    after: { [delayName(slot, 'REPEAT')]: { target: name, reenter: true, actions: announce(slot, top) } },
  };
}

function announce(slot: Slot, rung: Rung) {
  const { kind, level } = rung;
  return [
    { type: 'markAnnounced', params: { slot, rung } },
    {
      type: 'alert',
      params: ({ context }: { context: PetitionContext }) => alertPayload(context, { slot, kind, level }),
    },
  ];
}

/** What an alert says; whom it reaches is found by the worker, who knows the offices. */
export function alertPayload(
  context: PetitionContext,
  { slot, kind, level }: { slot: Slot; kind: Exclude<AlertKind, AlarmKind>; level: number },
) {
  const { name, rule, dueOn } = clockIn(context.clocks, slot);
  const { registrar, unit, assignee } = context;
  const { duty } = SLOTS[slot];
  return { kind, level, clock: name, rule, dueOn, duty, registrar, unit, assignee, desk: deskOf(context, duty) };
}

/** The unit that owes the act. The common superior is known only to whoever knows the offices: then it is null. */
function deskOf(context: PetitionContext, duty: Duty): string | null {
  const { registrar, unit, round, parts, recommendations } = context;
  const inHand = unit ?? registrar;
  if (duty === 'registrar') return registrar;
  if (duty === 'superior') return round.remedy?.organ ?? null;
  if (duty === 'parties') return firstOwed(parts, context)?.unit ?? inHand;
  if (duty === 'recommended') return recommendations.find(({ adopted }) => adopted === null)?.to ?? inHand;
  return inHand;
}

/** Slot of the deadline that comes next. A case that is open has one. */
export function nextSlot({ clocks }: PetitionContext): Slot {
  return nextDeadline(clocks)?.slot ?? 'transfer';
}
export type AlertPayload = ReturnType<typeof alertPayload>;

/** Guard of the eventless transitions above. */
export function rungPassed({ context }: { context: PetitionContext }, { slot, index }: { slot: Slot; index: number }) {
  return isPassed(clockIn(context.clocks, slot), index, context.now);
}

function isPassed(clock: Clock, index: number, now: Instant): boolean {
  const rung = RUNGS[index];
  if (!rung) return false;
  return clock.announced > index || (rung.kind === 'reminder' && rungAt(clock, rung) <= now);
}

const RUNG_STATES = ['onTime', ...RUNGS.map(({ state }) => state)] as const;

/** The rung on which a ladder that is entered now comes to rest. */
export function rungOf(clock: Clock, now: Instant): string {
  let index = 0;
  while (isPassed(clock, index, now)) index++;
  return RUNG_STATES[index] as string;
}

function tagsOf(index: number): string[] {
  if (index === 0) return [];
  const { kind } = RUNGS[index - 1] as Rung;
  if (kind === 'reminder') return ['dueSoon'];
  return kind === 'overdue' ? ['overdue'] : ['overdue', 'escalated'];
}

function wait(at: number, { now }: PetitionContext): number {
  return Math.max(0, at - now);
}

function screaming(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
