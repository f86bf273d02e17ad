// A case under a chart of another version: the pure step, and what the registry says to a wrong migration.
import { dateOf } from '@huiyin/domain';
import { auditCase, createRegistry, replay, UnsoundMachine } from '@huiyin/workflow';
import type { CaseRecord, Definition, HistoryEntry, Migration, MigrationData, Registry } from '@huiyin/workflow';
import fc from 'fast-check';
import { assign, setup } from 'xstate';
import type { AnyStateMachine } from 'xstate';
import { fromHistory } from '../../libs/office/src/read/from-history.ts';
import { columnsOf } from '../../libs/workflow/src/engine/rows.ts';
import { amend, amendCase } from '../../libs/workflow/src/engine/amendment.ts';
import { append } from '../../libs/workflow/src/engine/chain.ts';
import { applyEvent, nextDue, openCase, planned, rehydrate, settleDue } from '../../libs/workflow/src/engine/step.ts';
import { toldAgain } from '../chart/support/situation.ts';
import { walk, walks } from '../chart/support/walks.ts';
import { ACase, paths, PEOPLE, petition } from '../support/a-case.ts';
import { draftOf } from '../support/draft.mjs';

const DAY = 86_400_000;
const by = { account: 'admin', unit: 'ys-qh-xfj' };
const migrating = (data: MigrationData) => ({ type: 'MIGRATE', data });

/** A case and what happened to it so far. */
interface Told {
  readonly record: CaseRecord;
  readonly history: readonly HistoryEntry[];
}

const told = (
  { history }: Pick<Told, 'history'>,
  moved: { record: CaseRecord; entries: readonly HistoryEntry[] },
): Told => ({
  record: moved.record,
  history: [...history, ...moved.entries],
});

function findings(registry: Registry, { record, history }: Told) {
  const definition = registry.get(record.machineId, record.machineVersion);
  const armedRows = Object.entries(record.armed).map(([name, { dueAt }]) => ({ name, dueAt }));
  const columns = { ...columnsOf(definition, record), wakeAt: nextDue(record)?.dueAt ?? null };
  return auditCase(registry, { record, history, armedRows, columns, personal: new Map() });
}

/** Delays of the timers that wait, with the days until they are due. */
function waiting({ armed }: CaseRecord, now: number): Record<string, number> {
  const entries = Object.entries(armed).map(([name, { dueAt }]) => [name.split('.')[2], (dueAt - now) / DAY]);
  return Object.fromEntries(entries);
}

describe('on small charts', () => {
  const definitionOf = (version: number, machine: object): Definition => ({
    ...{ id: 'sample', version, machine: machine as AnyStateMachine, finalTags: ['closed'] },
    view: () => ({ stage: '', state: '', tags: [], unit: null, assignee: null, dueAt: null }),
  });
  const kit = setup({
    types: { context: {} as { now: number; limit: number } },
    delays: {
      SOON: DAY,
      LATE: ({ context }) => context.limit * DAY,
      OTHER: 3 * DAY,
    },
    actions: { longer: assign({ limit: 20 }), tell: () => undefined },
    guards: { never: () => false },
  });
  const chart = (version: number, config: object) =>
    definitionOf(
      version,
      kit.createMachine({
        id: 'sample',
        context: ({ input }: { input: { now: number } }) => ({ now: input.now, limit: 10 }),
        ...config,
      } as never),
    );
  const end = { tags: ['closed'] };

  function migrated(
    old: object,
    next: object,
    migration: Partial<Migration>,
    events: readonly string[] = [],
    days = 0,
  ) {
    const definitions = [chart(1, old), chart(2, next)];
    const change = { id: 'sample', from: 1, to: 2 };
    const registry = createRegistry(definitions, ['tell'], [{ ...change, states: {}, ...migration }]);
    const v1 = registry.get('sample', 1);
    const open = openCase(v1, 'a-case', { event: { type: 'OPEN' }, actor: by, now: 0 });
    let at = told({ history: [] }, open);
    for (const type of events) at = told(at, applyEvent(v1, at.record, { event: { type }, actor: by, now: 0 }));
    const now = days * DAY;
    const moved = amendCase(registry, at.record, { event: migrating({ from: 1, to: 2 }), actor: by, now });
    const after = told(at, moved);
    expect(findings(registry, after)).toEqual([]);
    return { registry, now, before: at, after, fates: moved.fates, ...after };
  }

  it('a renamed state keeps its timer, under a new name', () => {
    const old = { initial: 'a', states: { a: { after: { LATE: 'end' } }, end } };
    const next = { initial: 'b', states: { b: { after: { LATE: 'end' } }, end } };
    const { record, history, fates } = migrated(old, next, { states: { a: 'b' } }, [], 4);
    expect(record).toMatchObject({
      value: 'b',
      machineVersion: 2,
      armed: { 'xstate.after.LATE.sample.b': { dueAt: 10 * DAY, armedAt: 0 } },
    });
    expect(fates).toEqual({ kept: ['LATE'], moved: [], armed: [], cancelled: [] });
    expect(history.at(-1)).toMatchObject({
      kind: 'amendment',
      event: { type: 'MIGRATE', data: { from: 1, to: 2 } },
      actor: by,
      at: 4 * DAY,
      from: 'a',
      to: 'b',
      actions: {
        arm: [{ name: 'xstate.after.LATE.sample.b', dueAt: 10 * DAY }],
        disarm: ['xstate.after.LATE.sample.a'],
        effects: [],
      },
    });
  });

  it('what lies inside a state goes with it, unless it is named itself', () => {
    const inner = { initial: 'x', states: { x: { on: { GO: 'y' } }, y: {}, z: {} }, on: { END: 'end' } };
    const old = { initial: 'a', states: { a: { ...inner, on: { END: 'end', Z: '.z' } }, end } };
    const next = { initial: 'b', states: { b: { ...inner, on: { END: 'end', Z: '.z' } }, end } };
    expect(migrated(old, next, { states: { a: 'b' } }, ['GO']).record.value).toEqual({ b: 'y' });
    expect(migrated(old, next, { states: { a: 'b', 'a.y': 'b.z' } }, ['GO']).record.value).toEqual({ b: 'z' });
    expect(migrated(old, next, { states: { a: 'b', 'a.y': 'b' } }, ['GO']).record.value).toEqual({ b: 'x' });
  });

  it('a region that is new begins at its beginning, one that is gone is left, and its timer with it', () => {
    const line = { initial: 'a', states: { a: { on: { END: 'end' } }, end } };
    const gone = { initial: 'w', states: { w: { after: { LATE: 'done' } }, done: { type: 'final' } } };
    const fresh = { initial: 'w', states: { w: { after: { SOON: 'done' } }, done: { type: 'final' } } };
    const old = { type: 'parallel', states: { line, gone } };
    const next = { type: 'parallel', states: { line, fresh } };
    const { record, fates, now } = migrated(old, next, { states: { gone: null } }, [], 2);
    expect(record.value).toEqual({ line: 'a', fresh: 'w' });
    expect(fates).toEqual({ kept: [], moved: [], armed: ['SOON'], cancelled: ['LATE'] });
    expect(waiting(record, now)).toEqual({ SOON: 1 });
  });

  it('a timer that is due already fires under the old chart, and never again', () => {
    const old = { initial: 'a', states: { a: { after: { SOON: 'rung' } }, rung: { after: { LATE: 'end' } }, end } };
    const { record, history } = migrated(old, old, {}, [], 3);
    expect(history.map(({ kind, at }) => [kind, at])).toEqual([
      ['open', 0],
      ['timer', DAY],
      ['amendment', 3 * DAY],
    ]);
    expect(record.value).toBe('rung');
    expect(Object.keys(record.armed)).toEqual(['xstate.after.LATE.sample.rung']);
  });

  it('a timer that has rung without leading out of its state does not ring again', () => {
    const stays = { after: { SOON: { actions: 'tell' } }, on: { END: 'end' } };
    const old = { initial: 'a', states: { a: stays, end } };
    const next = { initial: 'b', states: { b: stays, end } };
    const { record, fates } = migrated(old, next, { states: { a: 'b' } }, [], 2);
    expect(record.armed).toEqual({});
    expect(fates).toEqual({ kept: [], moved: [], armed: [], cancelled: [] });
  });

  it('a timer moves where the new chart counts otherwise, and is due today at the earliest', () => {
    const old = { initial: 'a', states: { a: { after: { LATE: 'end' } }, end } };
    const limit = (days: number): Partial<Migration> => ({ context: (given) => ({ ...given, limit: days }) as never });
    const longer = migrated(old, old, limit(30), [], 5);
    expect([waiting(longer.record, longer.now), longer.fates?.moved]).toEqual([{ LATE: 25 }, ['LATE']]);
    expect(waiting(migrated(old, old, limit(2), [], 5).record, 5 * DAY)).toEqual({ LATE: 0 });
    expect(migrated(old, old, limit(10), [], 5).fates?.kept).toEqual(['LATE']);
  });

  it('of two timers with one delay each goes with its own state', () => {
    const region = (limit: string) => ({
      initial: 'w',
      states: { w: { after: { [limit]: 'x' } }, x: { type: 'final' } },
    });
    const main = {
      initial: 'a',
      states: { a: { on: { LONGER: { actions: 'longer', target: 'b' } } }, b: { on: { END: 'end' } }, end },
    };
    const late = { initial: 'v', states: { v: { on: { LONGER: 'w' } }, ...region('LATE').states } };
    const old = { type: 'parallel', states: { main, p: region('LATE'), q: late } };
    const next = { type: 'parallel', states: { main, r: late, s: region('LATE') } };
    const { before, record } = migrated(old, next, { states: { p: 's', q: 'r' } }, ['LONGER'], 1);
    const due = (from: CaseRecord, path: string) => from.armed[`xstate.after.LATE.sample.${path}`]?.dueAt;
    expect([due(record, 's.w'), due(record, 'r.w')]).toEqual([due(before.record, 'p.w'), due(before.record, 'q.w')]);
  });

  it('goes on at once where nothing holds it any more, and owes what that asks for', () => {
    const old = { initial: 'a', states: { a: { on: { END: 'end' } }, end } };
    const next = {
      initial: 'a',
      states: { a: { always: { target: 'b', actions: 'tell' } }, b: { after: { OTHER: 'end' } }, end },
    };
    const { record, history, now } = migrated(old, next, {}, [], 1);
    expect([record.value, waiting(record, now)]).toEqual(['b', { OTHER: 3 }]);
    expect(history.at(-1)?.actions.effects).toMatchObject([{ kind: 'tell' }]);
  });

  it('ends what the mapping has brought to its end', () => {
    const part = (last: object) => ({ initial: 'x', states: { x: { on: { DONE: 'y' } }, y: last } });
    const both = (last: object) => ({
      initial: 'work',
      states: {
        work: {
          type: 'parallel',
          states: { p: part({ type: 'final' }), q: part(last) },
          on: { END: 'end' },
          onDone: 'end',
        },
        end,
      },
    });
    const old = both({ on: { NOW: 'x' } });
    const { record } = migrated(old, both({ type: 'final' }), {}, ['DONE']);
    expect(record.value).toBe('end');
  });

  it('refuses a state that nothing is said about, and two states at once', () => {
    const old = { initial: 'a', states: { a: { on: { GO: 'b' } }, b: { on: { END: 'end' } }, end } };
    const next = { initial: 'a', states: { a: { on: { END: 'end' } }, end } };
    expect(() => migrated(old, next, {}, ['GO'])).toThrow('unmapped: b');
    const region = (name: string) => ({ initial: name, states: { [name]: { on: { END: 'end' } }, end } });
    const apart = { type: 'parallel', states: { p: region('x'), q: region('y') } };
    const one = {
      type: 'parallel',
      states: { p: { initial: 'x', states: { x: { on: { Y: 'y' } }, y: { on: { END: 'end' } }, end } } },
    };
    expect(() => migrated(apart, one, { states: { 'q.y': 'p.y', q: null } })).toThrow(/two states of p at once: x, y/);
  });

  it('is refused by the registry, every fault by name', () => {
    const old = { initial: 'a', states: { a: { on: { END: 'end' } }, end } };
    const faults = (migrations: readonly Migration[]): readonly string[] => {
      try {
        createRegistry([chart(1, old), chart(2, old)], [], migrations);
        return [];
      } catch (error) {
        if (error instanceof UnsoundMachine) return error.faults;
        throw error;
      }
    };
    const change = { id: 'sample', from: 1, to: 2 };
    expect(faults([{ ...change, states: { a: 'end' } }])).toEqual([]);
    expect(faults([{ ...change, states: { b: 'a', a: 'c', end: null } }])).toEqual([
      'version 1 has no state b',
      'version 2 has no state c, where a is to go on',
      'state end is no region, so it cannot simply be left',
    ]);
    expect(
      faults([
        { ...change, states: {} },
        { ...change, states: {} },
      ]),
    ).toContain('it is registered twice');
    expect(() => faults([{ ...change, to: 3, states: {} }])).toThrow('sample@3 is not registered');
  });
});

describe('the petition chart and a draft of its next version', () => {
  const draft = draftOf(petition);
  const registry = createRegistry([petition, draft.definition], ['alert'], [draft.migration]);
  const to3 = (at: Told, now: number) =>
    amendCase(registry, at.record, { event: migrating({ from: 2, to: 3, ground: '第三版' }), actor: by, now });
  const back = (at: Told, earlier: CaseRecord, now: number) => {
    const data = { from: 3, to: 2, takesBack: at.record.revision };
    return amend(registry, { record: at.record, earlier }, { event: migrating(data), actor: by, now }, now);
  };

  it('a clock of handling waits on under the new name of its state, and the people go on', () => {
    const at = paths.handling();
    const after = told(at, to3(at, at.now + 3 * DAY));
    expect(after.record.value).toMatchObject({ procedure: { handling: { examining: 'onTime' } }, lookIn: 'waiting' });
    expect(waiting(after.record, at.now + 3 * DAY)).toMatchObject({ LOOK_IN: 7 });
    expect(findings(registry, after)).toEqual([]);
    const said = { event: { type: 'HEAR', data: {} }, actor: PEOPLE.handler, now: at.now + 4 * DAY };
    const heard = told(after, applyEvent(draft.definition, after.record, said));
    const later = told(heard, settleDue(draft.definition, heard.record, at.now + 70 * DAY, at.now + 70 * DAY));
    expect(later.record.value).toMatchObject({ procedure: { handling: { examining: 'escalated3' } }, lookIn: 'done' });
    expect(findings(registry, later)).toEqual([]);
  });

  it('whatever a case has lived through: its timers are those of the new chart there, and its history is whole', () => {
    fc.assert(
      fc.property(walks, fc.integer({ min: 0, max: 40 }), (given, days) => {
        const at = toldAgain(walk(given));
        const now = at.now + days * DAY;
        const settled = told(at, settleDue(petition, at.record, now, now));
        const moved = to3(at, now);
        const after = told(at, moved);
        expect(findings(registry, after)).toEqual([]);
        // All other clocks count as they did.
        expect(moved.fates?.moved.filter((delay) => delay !== 'FOLLOW_UP_OPENS')).toEqual([]);
        expectArmedAsEntered(after.record, now);
        const taken = told(after, back(after, settled.record, now + DAY));
        expect(findings(registry, taken)).toEqual([]);
        expectAsBefore(taken.record, settled.record, now + DAY);
        for (const each of [after, taken]) expectLedgersToAddUp(each);
      }),
      { numRuns: 30 },
    );
  });

  /** Each waiting state has its timer, due when the chart would have it due if the state were entered now. */
  function expectArmedAsEntered({ value, context, armed }: CaseRecord, now: number): void {
    const { machine } = draft.definition;
    const snapshot = machine.resolveState({ value, context });
    const waits = snapshot._nodes.flatMap((node) =>
      node.after.map(({ eventType, delay }) => [eventType, delay] as const),
    );
    expect(Object.keys(armed).sort()).toEqual([...new Set(waits.map(([name]) => name))].sort());
    for (const [name, delay] of waits) {
      const counts = machine.implementations.delays[String(delay)] as number | ((args: object) => number);
      const wait = typeof counts === 'number' ? counts : counts({ context, event: { type: name } });
      expect([delay, armed[name]?.dueAt]).toEqual([delay, now + Math.ceil(wait)]);
    }
  }

  function expectLedgersToAddUp({ record, history }: Told): void {
    const { ledger, last } = fromHistory(registry, record, history);
    const { context } = last;
    for (const clock of context.clocks) {
      const own = ledger.filter((entry) => entry.clock === clock.name);
      const { dueOn, status } = clock;
      expect(petition.clocks.balance(own, clock, context)).toEqual({ dueOn, status });
    }
  }

  function expectAsBefore(back: CaseRecord, before: CaseRecord, now: number): void {
    expect(back.machineVersion).toBe(2);
    expect(back.value).toEqual(before.value);
    expect(back.context).toEqual({ ...before.context, now });
    const due = ({ armed }: CaseRecord) =>
      Object.fromEntries(Object.entries(armed).map(([name, { dueAt }]) => [name, Math.max(dueAt, now)]));
    expect(due(back)).toEqual(due(before));
  }

  it('is told from the history line by line: before, under the new chart, and taken back', () => {
    const at = paths.handling();
    const after = told(at, to3(at, at.now + DAY));
    const again = told(after, back(after, at.record, at.now + 2 * DAY));
    const once = told(again, to3(again, at.now + 3 * DAY));
    const versions = [...replay(registry, once.record, once.history)].map(({ record }) => record.machineVersion);
    expect(versions).toEqual([2, 2, 2, 2, 3, 2, 3]);
    expect(findings(registry, once)).toEqual([]);
    expect([...replay(registry, once.record, once.history.slice(0, 5))].at(-1)?.record).toEqual(after.record);
  });

  it('a line that takes back what is no migration is found out', () => {
    const at = paths.handling();
    const before = [...replay(registry, at.record, at.history)].at(-2)?.record as CaseRecord;
    const event = migrating({ from: 2, to: 2, takesBack: 4 });
    const { record, now } = at;
    expect(() => amend(registry, { record, earlier: before }, { event, actor: by, now }, 0)).toThrow(/no migration/);
    const line = { kind: 'amendment', event, actor: by, at: now, recordedAt: 0 } as const;
    const nothing = planned(record.armed, record.armed, []);
    const forged = told(at, append(record, rehydrate(petition, record, now), nothing, line));
    expect(findings(registry, forged)).toMatchObject([{ kind: 'replay', seq: 5 }]);
  });

  it('a version that was changed by hand is found out', () => {
    const at = ACase.registered();
    const after = told(at, to3(at, at.now));
    const again = told(after, back(after, at.record, at.now));
    const byHand = { ...again, record: { ...again.record, machineVersion: 3, value: after.record.value } };
    expect(findings(registry, again)).toEqual([]);
    expect(findings(registry, byHand).map(({ kind }) => kind)).toContain('snapshot');
  });

  it('a clock that fell away stands in the ledger, and its return when it is taken back', () => {
    const at = ACase.registered().send('ACCEPT').send('RECOMMEND');
    const now = at.now + DAY;
    const after = told(at, to3(at, now));
    const clockOf = ({ context }: CaseRecord) => context.clocks.find(({ slot }) => slot === 'recommendation');
    expect(clockOf(after.record)).toMatchObject({ status: 'cancelled' });
    expect(dateOf(clockOf(after.record)?.endedAt ?? 0)).toBe(dateOf(now));
    expect(clockOf(told(after, back(after, at.record, now)).record)).toMatchObject({
      status: 'running',
      endedAt: null,
    });
  });
});
