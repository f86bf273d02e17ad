import { EVENTS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import { EventNotAccepted } from '@huiyin/workflow';
import { getNextTransitions } from 'xstate';
import type { StateValue } from 'xstate';
import { allNodes } from '../../libs/workflow/src/engine/soundness.ts';
import { ACase, paths, petition, senderOf } from '../support/a-case.ts';

const VARIANTS: Partial<Record<EventType, object[]>> = {
  DECIDE_OBJECTION: [{ upheld: true }, { upheld: false }],
  DECIDE_EXTENSION: [{ approved: true, reasonNotified: true }, { approved: false }],
  RECORD_FOLLOW_UP: ['satisfied', 'partly', 'notSolved', 'unreachable'].map((result) => ({ result })),
};

/** What can be said at any time, with each choice that leads somewhere else. */
const SAYINGS: readonly [EventType, object][] = (Object.keys(EVENTS) as EventType[]).flatMap((type) =>
  (VARIANTS[type] ?? [{}]).map((data): [EventType, object] => [type, data]),
);

interface Node {
  readonly at: ACase;
  /** Keys of the nodes that follow. */
  readonly next: Set<string>;
}

/** What tells two cases apart as far as the procedure goes: counters that grow without end are cut off. */
function keyOf({ record, context }: ACase): string {
  const { heard, investigated, extension, outcome, round, returns, followUpAttempts, followUpResult } = context;
  const flags = [heard, investigated, extension?.status, outcome, followUpAttempts, followUpResult];
  return JSON.stringify([record.value, ...flags, Math.min(round, 2), Math.min(returns, 1)]);
}

/** Some states are only stood in when a holiday stretches five working days, so some cases begin before the Spring Festival. */
const BEGINNINGS = [
  ACase.registered('2026-03-02'),
  paths.transferred('2026-02-10').send('OBJECT'),
  paths.served('2026-01-30').wait(15),
];

/** Every situation a petition can be in, found by trying everything everywhere: each event, and waiting for the next timer. */
function explore(): Map<string, Node> {
  const found = new Map<string, Node>();
  const meet = (at: ACase): string => {
    const key = keyOf(at);
    if (!found.has(key)) found.set(key, { at, next: new Set() });
    return key;
  };
  for (const at of BEGINNINGS) meet(at);
  // A map gives its entries in the order they were added, and those added meanwhile too: breadth first, so paths stay short.
  for (const { at, next } of found.values()) for (const after of successors(at)) next.add(meet(after));
  return found;
}

function successors(at: ACase): ACase[] {
  const { value, context } = at.record;
  const snapshot = petition.machine.resolveState({ value, context });
  const heard = new Set(getNextTransitions(snapshot).map((transition) => transition.eventType));
  const said = SAYINGS.filter(([type]) => heard.has(type)).flatMap(([type, data]) => {
    try {
      return [at.send(type, data, senderOf(type))];
    } catch (error) {
      if (error instanceof EventNotAccepted) return [];
      throw error;
    }
  });
  return Object.keys(at.record.armed).length > 0 ? [...said, waitForChange(at)] : said;
}

/** The highest level of a ladder repeats itself; beside it another clock may still climb. */
function waitForChange(at: ACase): ACase {
  let after = at.untilNext();
  for (let weeks = 0; weeks < 8 && keyOf(after) === keyOf(at); weeks++) after = after.untilNext();
  return after;
}

function leafPaths(value: StateValue, prefix = petition.id): string[] {
  if (typeof value === 'string') return [`${prefix}.${value}`];
  return Object.entries(value).flatMap(([key, inner]) => (inner ? leafPaths(inner, `${prefix}.${key}`) : []));
}

const situations = explore();
const open = [...situations.values()].filter(({ at }) => !at.columns.tags.includes('closed'));

it('reaches every state of the chart by some lawful path', () => {
  const seen = new Set([...situations.values()].flatMap(({ at }) => leafPaths(at.record.value)));
  const leaves = allNodes(petition.machine.root).filter((node) => Object.keys(node.states).length === 0);
  expect(leaves.map((node) => node.id).filter((leaf) => !seen.has(leaf))).toEqual([]);
  expect(situations.size).toBeGreaterThan(200);
});

it('leaves no open case without a living clock', () => {
  const silent = open.filter(({ at }) => Object.keys(at.record.armed).length === 0);
  expect(silent.map(({ at }) => at.record.value)).toEqual([]);
});

it('leaves no open case without somebody who owes the next act and a deadline for it', () => {
  const idle = open.filter(({ at }) => at.context.clocks.every((clock) => clock.status !== 'running'));
  expect(idle.map(({ at }) => at.record.value)).toEqual([]);
});

it('can end every case, whatever has happened to it', () => {
  const ends = new Set([...situations].filter(([, { at }]) => at.columns.tags.includes('closed')).map(([key]) => key));
  for (let grown = true; grown;) {
    const before = ends.size;
    for (const [key, { next }] of situations) if ([...next].some((each) => ends.has(each))) ends.add(key);
    grown = ends.size > before;
  }
  expect([...situations.keys()].filter((key) => !ends.has(key))).toEqual([]);
});

it('brings every open case on by time alone or by an office: nothing waits for the petitioner', () => {
  const stuck = open.filter(({ at, next }) => [...next].every((key) => key === keyOf(at)));
  expect(stuck.map(({ at }) => at.record.value)).toEqual([]);
});

it('replays what led to these situations, of which it takes every tenth', () => {
  const sample = [...situations.values()].filter((_, index) => index % 10 === 0);
  expect(sample.flatMap(({ at }) => at.audit())).toEqual([]);
});
