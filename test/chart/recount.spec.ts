import { STATUTORY_CALENDAR } from '@huiyin/domain';
import { movesOf } from '@huiyin/workflow';
import fc from 'fast-check';
import { deriveClock } from '../../libs/workflow/src/petition/clock.ts';
import { paths, UNITS } from '../support/a-case.ts';
import type { ACase } from '../support/a-case.ts';
import { CORRECTED } from '../support/calendars.ts';
import { toldAgain } from './support/situation.ts';
import { walk, walks } from './support/walks.ts';

const before = STATUTORY_CALENDAR.version;
const after = CORRECTED.version;

/** Asked on 3 March whether it is theirs: five working days to say so. */
const objected = () => paths.transferred('2026-03-03').send('OBJECT');
const waitsFor = ({ record }: ACase, delay: string) =>
  Object.entries(record.armed).filter(([name]) => name.startsWith(`xstate.after.${delay}.`));

it('moves a running clock to its new day, its ladder with it, and tells whoever owes the act', () => {
  const asked = objected();
  expect(asked.clock('objectionDecision').dueOn).toBe('2026-03-10');
  const moved = asked.countWith(after);
  expect(moved.clock('objectionDecision').dueOn).toBe('2026-03-13');
  expect(moved.state).toBe(asked.state);
  expect(moved.alerts).toEqual([...asked.alerts, 'moved0 objectionDecision 2026-03-03']);
  expect(moved.until('2026-03-13T23:59:00+08:00').columns.tags).not.toContain('overdue');
  expect(moved.until('2026-03-14T00:01:00+08:00').columns.tags).toContain('overdue');
});

it('leaves what no day of it touches as it is: clock, ladder and timers', () => {
  const handled = paths.handling('2026-03-03');
  const counted = handled.countWith(after);
  expect(counted.clock('handling')).toEqual(handled.clock('handling'));
  expect(movesOf(handled.context, counted.context)).toEqual([]);
  expect(counted.record).toMatchObject({ value: handled.record.value, armed: handled.record.armed });
  expect(counted.alerts).toEqual(handled.alerts);
  expect(counted.context.calendar).toBe(after);
});

it('frees a clock that was overdue by the old calendar, and warns anew before the new day', () => {
  const late = objected().until('2026-03-12T09:00:00+08:00');
  expect(late.columns.tags).toEqual(expect.arrayContaining(['overdue', 'escalated']));
  const freed = late.countWith(after);
  expect(freed.columns.tags).not.toContain('overdue');
  expect(movesOf(late.context, freed.context)).toEqual([
    {
      clock: 'objectionDecision',
      rule: 'objectionDecision',
      from: '2026-03-10',
      to: '2026-03-13',
      unbreached: true,
      overdue: false,
    },
  ]);
  const rings = freed.until('2026-03-15T09:00:00+08:00').alerts.slice(late.alerts.length);
  expect(rings.filter((ring) => ring.includes('objectionDecision'))).toEqual([
    'moved0 objectionDecision 2026-03-12',
    'overdue0 objectionDecision 2026-03-14',
    'escalation1 objectionDecision 2026-03-15',
  ]);
});

it('leaves a clock that has ended as it ended: by the day that was known then', () => {
  const late = paths.approved('2026-03-04').until('2026-03-12T10:00:00+08:00').send('SERVE');
  expect(late.clock('service')).toMatchObject({ dueOn: '2026-03-11', status: 'breached' });
  const counted = late.countWith(after).send('RATE', { petitionOffice: 'satisfied', unit: 'satisfied' });
  expect(counted.clock('service')).toEqual({ ...late.clock('service'), calendar: before });
  expect(counted.audit()).toEqual([]);
});

it('leaves what is overdue by either calendar on its level', () => {
  const late = objected().until('2026-03-17T09:00:00+08:00');
  const counted = late.countWith(after);
  expect(counted.clock('objectionDecision').dueOn).toBe('2026-03-13');
  const rings = (at: ACase) => at.alerts.filter((ring) => ring.includes('objectionDecision'));
  expect(rings(counted).slice(rings(late).length)).toEqual(['moved0 objectionDecision 2026-03-17']);
  expect(counted.columns.tags).toContain('escalated');
  expect(rings(counted.until('2026-03-21T09:00:00+08:00')).at(-1)).toBe('escalation3 objectionDecision 2026-03-21');
});

it('makes a clock due at once whose day has become an earlier one that is over', () => {
  const decides = paths.transferred('2026-04-08').send('OBJECT').until('2026-04-15T09:00:00+08:00');
  expect(decides.clock('objectionDecision').dueOn).toBe('2026-04-15');
  const moved = decides.countWith(after);
  expect(moved.clock('objectionDecision').dueOn).toBe('2026-04-14');
  expect(waitsFor(moved, 'OBJECTION_DECISION_DUE').map(([, { dueAt }]) => dueAt)).toEqual([moved.now]);
  expect(moved.until(moved.now).columns.tags).toContain('overdue');
});

it('moves the end of a petitioner’s window', () => {
  // The thirtieth day is the 9th of March: a working day before, a day off since.
  const served = paths.approved('2026-01-20').until('2026-02-07T10:00:00+08:00').send('SERVE');
  expect(served.clock('reviewWindow').dueOn).toBe('2026-03-09');
  const moved = served.countWith(after);
  expect(moved.clock('reviewWindow').dueOn).toBe('2026-03-12');
  const [window] = waitsFor(moved, 'REVIEW_WINDOW_DUE');
  expect(window?.[1].dueAt).toBe(moved.clock('reviewWindow').dueAt);
});

it('holds for whatever can happen to a case: sound, and the same as if it had always counted so', () => {
  fc.assert(
    fc.property(walks, (given) => {
      const told = toldAgain(walk(given));
      const counted = told.countWith(after);
      expect(counted.audit()).toEqual([]);
      for (const clock of counted.context.clocks) {
        const calendar = clock.endedAt === null ? CORRECTED : STATUTORY_CALENDAR;
        const { dueOn, dueAt } = deriveClock(clock, { calendar });
        expect({ dueOn: clock.dueOn, dueAt: clock.dueAt }).toEqual({ dueOn, dueAt });
      }
      // Back again, nothing is left of it but lines in the history.
      const back = counted.countWith(before);
      expect(back.context.clocks.map(({ dueOn }) => dueOn)).toEqual(told.context.clocks.map(({ dueOn }) => dueOn));
      expect(back.audit()).toEqual([]);
      const running = counted.context.clocks.some(({ status }) => status === 'running');
      expect(!running || Object.keys(counted.record.armed).length > 0).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('later steps count with the new calendar', () => {
  const counted = paths.accepted('2026-03-03').countWith(after).send('TRANSFER', { unit: UNITS.lead });
  expect(counted.clock('objection').dueOn).toBe('2026-03-13');
  expect(counted.audit()).toEqual([]);
});
