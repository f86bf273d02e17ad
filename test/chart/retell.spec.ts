// What people did, said again to a chart: the same chart gives the same, a draft what it would have come to.
import * as workflow from '@huiyin/workflow';
import { createRegistry, differencesOf, PETITION_EFFECTS, retell } from '@huiyin/workflow';
import type { Definition, Retold } from '@huiyin/workflow';
import fc from 'fast-check';
import * as xstate from 'xstate';
import { createMachine } from 'xstate';
import { amendCase } from '../../libs/workflow/src/engine/amendment.ts';
import { ACase, paths, PEOPLE, petition } from '../support/a-case.ts';
import { CALENDARS, CORRECTED } from '../support/calendars.ts';
import { draftOf } from '../support/draft.mjs';
import { PROVINCE } from '../support/policies.ts';
import { toldAgain } from './support/situation.ts';
import { walk, walks } from './support/walks.ts';

const told = ({ history, now }: ACase, definition: Definition = petition, opening = history[0]?.event): Retold =>
  retell(definition, { history, opening, until: now });

/** The chart with other guards or delays. */
function drafted(changes: { guards?: object; delays?: object }): Definition {
  const { config, implementations } = petition.machine;
  const { guards, delays } = implementations;
  const changed = {
    ...implementations,
    guards: { ...guards, ...changes.guards },
    delays: { ...delays, ...changes.delays },
  };
  const machine = createMachine(config, changed as never);
  return { ...petition, version: 3, machine };
}

it('the same chart comes to the same, line by line', () => {
  fc.assert(
    fc.property(walks, fc.integer({ min: 0, max: 90 }), (steps, days) => {
      const lived = toldAgain(walk(steps)).wait(days);
      const { record, entries, refused } = told(lived);
      expect(refused).toBeNull();
      expect(record).toEqual(lived.record);
      expect(entries.map(({ hash }) => hash)).toEqual(lived.history.map(({ hash }) => hash));
    }),
    { numRuns: 60 },
  );
});

it('a change of the calendar is applied where it was', () => {
  const counted = paths.transferred('2026-03-03').send('OBJECT').wait(1).countWith(CORRECTED.version).wait(20);
  expect(told(counted).record).toEqual(counted.record);
});

it('leaves out that the case was migrated: the draft is its chart from the beginning', () => {
  const { record, history, now } = paths.handling('2026-03-03').wait(3);
  const { definition, migration } = draftOf(petition);
  const charts = createRegistry([petition, definition], PETITION_EFFECTS, [migration]);
  const migrated = amendCase(charts, record, {
    event: { type: 'MIGRATE', data: { from: 2, to: 3 } },
    actor: PEOPLE.supervisor,
    now,
  });
  expect(retell(petition, { history: [...history, ...migrated.entries], until: now }).record).toEqual(record);
});

it('ends at the act that the draft refuses, with the guard that says no', () => {
  const served = paths.served('2026-03-03');
  const heard = served.history.find(({ event }) => event.type === 'HEAR');
  const strict = drafted({ guards: { mayHandle: ({ event }: { event: { type: string } }) => event.type !== 'HEAR' } });
  expect(told(served, strict).refused).toEqual({
    seq: heard?.seq,
    at: heard?.at,
    event: 'HEAR',
    state: 'handling.working.onTime',
    refusedBy: ['mayHandle'],
  });
});

it('the draft that is shipped changes what it says and nothing else', async () => {
  type Drafted = (given: object) => Definition;
  const { href } = new URL('../../examples/drafts/draft.mjs', import.meta.url);
  const { default: draft } = (await import(href)) as { default: Drafted };
  const shipped = draft({ workflow, xstate, calendars: CALENDARS });
  // What is late can be supervised: the ladder's marks are set as ever.
  const late = paths.transferred('2026-03-03').wait(40).send('SUPERVISE', { ground: 'procedure' });
  expect(told(late, shipped).refused).toBeNull();
  const more = drafted({ delays: { NOTICE_REPEAT: 3 * 86_400_000, SUPERVISION_REPEAT: 3 * 86_400_000 } });
  expect(told(late.wait(60), shipped).record).toEqual(told(late.wait(60), more).record);
});

it('timers fall due by the draft, not by the history', () => {
  const left = ACase.registered('2026-03-02').wait(60);
  const daily = drafted({ delays: { TRANSFER_REPEAT: 86_400_000 } });
  const { entries } = told(left, daily);
  expect(entries.length).toBeGreaterThan(left.history.length + 25);
});

it('a case that lay untouched for years can be told in one go', () => {
  const { history, now } = ACase.registered('2025-02-03');
  const { entries } = retell(petition, { history, until: now + 3650 * 86_400_000 });
  expect(entries.length).toBeGreaterThan(500);
});

it('a chart that arms a timer in the past for ever is named, not waited for', () => {
  const left = ACase.registered('2026-03-02').wait(60);
  expect(() => told(left, drafted({ delays: { TRANSFER_REPEAT: 0 } }))).toThrow('never runs out of due timers');
});

it('a draft policy in the first line moves the days that come of it', () => {
  const handled = paths.handling('2026-03-03').wait(50);
  const [first] = handled.history;
  const opening = { ...first?.event, type: 'REGISTER', data: { ...(first?.event.data as object), policy: PROVINCE } };
  const under = told(handled, petition, opening);
  const standing = ({ context }: ACase['record']) => {
    const { clocks } = context;
    return { place: 'handling', clocks, alerts: [], now: handled.now };
  };
  expect(differencesOf(standing(handled.record), standing(under.record))).toEqual([
    { kind: 'lastDay', what: 'notice', from: '2026-03-18', to: '2026-03-10' },
    { kind: 'lastDay', what: 'handling', from: '2026-05-02', to: '2026-04-02' },
    { kind: 'outcome', what: 'handling', from: 'running', to: 'overdue' },
    { kind: 'overdue', what: 'overdue now', from: 'no', to: 'yes' },
  ]);
});

it('has nothing to tell of a case without a first line', () => {
  expect(() => retell(petition, { history: [], until: 0 })).toThrow('has no first line');
});

it('names clocks that are new and gone, and how many alerts of a kind there are more', () => {
  const registered = ACase.registered('2026-03-02');
  const transferred = paths.transferred('2026-03-02');
  const at = ({ context, now }: ACase, alerts: { kind: string; level: number }[]) => {
    return { place: 'here', clocks: context.clocks, alerts, now };
  };
  const [less, more] = [at(registered, []), at(transferred, [{ kind: 'escalation', level: 2 }])];
  const names = (found: ReturnType<typeof differencesOf>) => found.map(({ kind, what }) => `${kind} ${what}`);
  const others = ['outcome transfer', 'alerts escalation 2'];
  expect(names(differencesOf(less, more))).toEqual(expect.arrayContaining(['newClock notice', ...others]));
  expect(names(differencesOf(more, less))).toEqual(expect.arrayContaining(['goneClock notice', ...others]));
});
