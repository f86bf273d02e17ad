import { getNextTransitions } from 'xstate';
import type { StateValue } from 'xstate';
import type { Saying } from './sayings.ts';
import { coarseNameOf } from './transitions.ts';
import { begin, mustSettle, say, setOff, snapshotOf, timerOf, wait } from './situation.ts';
import type { Situation } from './situation.ts';
import { petition } from '../../support/a-case.ts';
import type { ACase } from '../../support/a-case.ts';

/** A situation, the step that led to it, and every step that can follow. */
export interface Place {
  readonly key: string;
  readonly at: Situation;
  readonly steps: Step[];
}

export interface Step {
  readonly said: Saying | null;
  /** The transition that was set off. */
  readonly by: string;
  /** Key of the situation it leads to. */
  readonly to: string;
}

export interface Walk {
  readonly beginnings: readonly ACase[];
  readonly sayings: readonly Saying[];
  /** What tells two situations apart; whatever it leaves out is not explored. */
  readonly keyOf: (at: Situation) => string;
  /** Where it is gone no further. */
  readonly endsAt?: (at: Situation) => boolean;
}

/** What has been gone through: states, transitions, and which of these came after which. */
export class Trodden {
  /** As `petition.procedure.handling.working`, outermost first. */
  readonly states = new Set<string>();
  readonly transitions = new Set<string>();
  readonly pairs = new Set<string>();

  step(before: Situation, after: Situation): void {
    for (const name of after.taken) this.transitions.add(name);
    this.pairs.add(pairOf(before, after));
    for (const each of [before, after]) for (const path of leafPaths(each.value)) this.states.add(path);
  }
}

export function pairOf(before: Situation, after: Situation): string {
  return pairOfNames(before.taken[0] ?? 'begin', after.taken[0] ?? '');
}

export function pairOfNames(first: string, second: string): string {
  return `${coarseNameOf(first)} > ${coarseNameOf(second)}`;
}

/**
 * Tries everything everywhere: each saying, and time. A situation is visited once for each step that leads to it, so that
 * whatever can follow a step does follow it.
 */
export function explore({ beginnings, sayings, keyOf, endsAt }: Walk, trodden: Trodden): readonly Place[] {
  const places = new Map<string, Place>();
  const meet = (at: Situation): string => {
    const key = keyOf(at);
    const arrival = `${at.taken[0] ?? ''} → ${key}`;
    if (!places.has(arrival)) places.set(arrival, { key, at, steps: [] });
    return key;
  };
  for (const at of beginnings) meet(begin(at));
  // A map gives its entries in the order they were added, and those added meanwhile too: breadth first, so paths stay short.
  for (const { at, key, steps } of places.values()) {
    if (endsAt?.(at)) continue;
    for (const after of successors(at, sayings)) {
      trodden.step(at, after);
      const settled = after.said ? after : waitForChange(after, key, keyOf, trodden);
      steps.push({ said: after.said, by: after.taken[0] ?? '', to: meet(settled) });
    }
  }
  return [...places.values()];
}

function successors(at: Situation, sayings: readonly Saying[]): Situation[] {
  if (mustSettle(at)) return [wait(at)];
  const said = whatCanBeSaid(at, sayings);
  return timerOf(at) ? [...said, wait(at)] : said;
}

/** The situations after whatever is accepted of these sayings. */
function whatCanBeSaid(at: Situation, sayings: readonly Saying[]): Situation[] {
  const snapshot = snapshotOf(at, at.now);
  const known = new Set(getNextTransitions(snapshot).map(({ eventType }) => eventType));
  const heard = sayings.filter(({ type }) => known.has(type));
  return heard.map((saying) => say(at, saying, snapshot)).filter((after) => after !== null);
}

/** The same, but for those whose transition is not wanted. */
export function whatIsNew(at: Situation, sayings: readonly Saying[], wanted: (by: string) => boolean): Situation[] {
  const snapshot = snapshotOf(at, at.now);
  const fresh = sayings.filter((saying) => setOff(snapshot, saying).some(wanted));
  return fresh.map((saying) => say(at, saying, snapshot)).filter((after) => after !== null);
}

/** The highest level of a ladder repeats itself; beside it another clock may still climb. */
function waitForChange(first: Situation, key: string, keyOf: Walk['keyOf'], trodden: Trodden): Situation {
  let at = first;
  while (keyOf(at) === key && Object.keys(at.armed).some((timer) => !timer.includes('_REPEAT'))) {
    const after = wait(at);
    trodden.step(at, after);
    at = after;
  }
  return at;
}

function leafPaths(value: StateValue, prefix = petition.id): string[] {
  if (typeof value === 'string') return [`${prefix}.${value}`];
  return Object.entries(value).flatMap(([key, inner]) => (inner ? leafPaths(inner, `${prefix}.${key}`) : []));
}
