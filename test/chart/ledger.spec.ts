import { addDays, STATUTORY_CALENDAR } from '@huiyin/domain';
import type { RuleName } from '@huiyin/workflow';
import fc from 'fast-check';
import { fromHistory } from '../../libs/office/src/read/from-history.ts';
import { deriveClock } from '../../libs/workflow/src/petition/clock.ts';
import { balanceOf } from '../../libs/workflow/src/petition/ledger.ts';
import { excludedIn } from '../../libs/workflow/src/petition/policy.ts';
import { RULES } from '../../libs/workflow/src/petition/rules.ts';
import { paths, registry } from '../support/a-case.ts';
import type { ACase } from '../support/a-case.ts';
import { CORRECTED } from '../support/calendars.ts';
import { toldAgain } from './support/situation.ts';
import { walk, walks } from './support/walks.ts';

/** The clocks' ledgers as they follow from a case's history. */
const ledgersOf = ({ record, history }: ACase) => fromHistory(registry, record, history).ledger;

it('adds up to the day and the standing that are stored, whatever happens to a case', () => {
  fc.assert(
    fc.property(walks, (given) => {
      const told = toldAgain(walk(given));
      const ledger = ledgersOf(told);
      for (const clock of told.context.clocks) {
        const own = ledger.filter((entry) => entry.clock === clock.name);
        const { dueOn, status } = clock;
        expect(balanceOf(own, clock, { calendar: STATUTORY_CALENDAR })).toEqual({ dueOn, status });
        expect(own.map(({ kind }) => kind).filter((kind) => kind === 'started')).toHaveLength(1);
        expect(own.at(-1)?.dueOn).toBe(dueOn);
      }
    }),
    { numRuns: 60 },
  );
});

it('tells of a hearing at the recheck how long it took, and on whose ground', () => {
  const heard = paths.rechecking('2026-03-02').wait(10).send('OPEN_HEARING').wait(14).send('CLOSE_HEARING');
  const own = ledgersOf(heard).filter(({ clock }) => clock === 'recheck');
  expect(own.map(({ kind, effectiveOn, ground, dueOn }) => [kind, effectiveOn, ground, dueOn])).toEqual([
    ['started', '2026-03-02', 'REQUEST_RECHECK', '2026-04-01'],
    ['paused', '2026-03-12', 'OPEN_HEARING', '2026-04-01'],
    ['excluded', '2026-03-12', 'CLOSE_HEARING', '2026-04-15'],
  ]);
});

describe('the arithmetic of extensions and exclusions', () => {
  const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2025-02-01', days));
  const rule = fc.constantFrom(...(Object.keys(RULES) as RuleName[]));
  const length = fc.integer({ min: 0, max: 60 });
  const clock = fc.record({ rule, startOn: day, ownDays: fc.constant(null) });
  const excluding = (from: string, days: number) => (days === 0 ? [] : [{ from, to: addDays(from, days) }]);
  const dueOn = (of: Parameters<typeof deriveClock>[0]) => deriveClock(of, { calendar: STATUTORY_CALENDAR }).dueOn;

  it('an exclusion of zero days changes no date', () => {
    fc.assert(
      fc.property(clock, length, day, (of, extensionDays, from) => {
        const none = [{ from, to: from }];
        expect(dueOn({ ...of, extensionDays, exclusions: none })).toBe(dueOn({ ...of, extensionDays, exclusions: [] }));
      }),
    );
  });

  it('a longer exclusion never gives an earlier date', () => {
    fc.assert(
      fc.property(clock, day, length, length, (of, from, some, more) => {
        const shorter = dueOn({ ...of, extensionDays: 0, exclusions: excluding(from, some) });
        const longer = dueOn({ ...of, extensionDays: 0, exclusions: excluding(from, some + more) });
        expect(longer >= shorter).toBe(true);
      }),
    );
  });

  it('an exclusion is counted in the clock’s own unit: rest days take nothing from working days', () => {
    const objection = { rule: 'objection', startOn: '2026-03-02', ownDays: null, extensionDays: 0 } as const;
    const without = (from: string, to: string) => dueOn({ ...objection, exclusions: [{ from, to }] });
    expect(dueOn({ ...objection, exclusions: [] })).toBe('2026-03-09');
    expect(without('2026-03-06', '2026-03-08')).toBe('2026-03-09'); // Saturday and Sunday
    expect(without('2026-03-06', '2026-03-09')).toBe('2026-03-10'); // and the Monday after
    expect(without('2026-02-13', '2026-02-14')).toBe('2026-03-10'); // a Saturday that is worked
  });

  it('an extension adds its calendar days to whatever the period is counted in', () => {
    const inWorkdays = { rule: 'handlingSimple', startOn: '2026-03-02', ownDays: null, exclusions: [] } as const;
    expect(dueOn({ ...inWorkdays, extensionDays: 0 })).toBe('2026-03-16');
    expect(dueOn({ ...inWorkdays, extensionDays: 30 })).toBe('2026-04-15');
  });

  it('an exclusion and an extension come to the same in either order', () => {
    const extended = (at: ACase) =>
      at.send('REQUEST_EXTENSION', { days: 20 }).send('DECIDE_EXTENSION', { approved: true, reasonNotified: true });
    const heard = (at: ACase) => at.send('OPEN_HEARING').wait(5).send('CLOSE_HEARING');
    const one = heard(extended(paths.handling('2026-03-02')));
    const other = extended(heard(paths.handling('2026-03-02')));
    expect(one.clock('handling').dueOn).toBe(other.clock('handling').dueOn);
    fc.assert(
      fc.property(clock, day, length, length, (of, from, days, extensionDays) => {
        const exclusions = excluding(from, days);
        const both = dueOn({ ...of, extensionDays, exclusions });
        // An extension is in calendar days, so where the period is too, the two come to one sum.
        const { unit } = RULES[of.rule].period;
        if (unit !== 'calendar-day') return;
        const left = excludedIn(unit, exclusions, STATUTORY_CALENDAR);
        const asOne = dueOn({ ...of, extensionDays: extensionDays + left, exclusions: [] });
        expect(both).toBe(asOne);
      }),
    );
  });
});

it('adds up after another calendar as well, and says which day became which', () => {
  const asked = paths.transferred('2026-03-03').send('OBJECT').wait(1).countWith(CORRECTED.version);
  const own = ledgersOf(asked).filter(({ clock }) => clock === 'objectionDecision');
  expect(own.map(({ kind, dueOn, ground }) => [kind, dueOn, ground])).toEqual([
    ['started', '2026-03-10', 'OBJECT'],
    ['corrected', '2026-03-13', 'APPLY_CALENDAR'],
  ]);
  const clock = asked.clock('objectionDecision');
  expect(balanceOf(own, clock, { calendar: CORRECTED })).toEqual({ dueOn: clock.dueOn, status: 'running' });
});
