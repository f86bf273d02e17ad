import { InvalidCalendar } from '../errors.ts';
import { workCalendar, type CalendarYear } from './work-calendar.ts';
import { year2025 } from './years/2025.ts';
import { year2026 } from './years/2026.ts';

const faultsOf = (...years: CalendarYear[]): readonly string[] => {
  try {
    workCalendar('test', years);
    return [];
  } catch (fault) {
    if (fault instanceof InvalidCalendar) return fault.faults;
    throw fault;
  }
};
const off = (...days: CalendarYear['daysOff']): CalendarYear => ({
  ...year2026,
  daysOff: [...year2026.daysOff, ...days],
});
const worked = (...days: CalendarYear['makeUpWorkdays']): CalendarYear => ({ ...year2026, makeUpWorkdays: days });

describe('workCalendar', () => {
  it('keeps version, years and the notices they come from', () => {
    const calendar = workCalendar('v9', [year2026, year2025]);
    expect(calendar.version).toBe('v9');
    expect([...calendar.years.keys()].sort()).toEqual([2025, 2026]);
    expect(calendar.years.get(2026)?.notice.number).toBe('国办发明电〔2025〕7号');
  });

  it.each<[string, CalendarYear, string]>([
    ['a date that does not exist', off({ on: '2026-02-30', name: '春节' }), '2026: 2026-02-30 is not a date'],
    [
      'a date of another year',
      off({ on: '2024-07-01', name: '元旦' }),
      '2024-07-01 is out of reach of the notice for 2026',
    ],
    ['a day off without a name', off({ on: '2026-07-01', name: ' ' }), '2026-07-01 has no name'],
    ['a day off given twice', off({ on: '2026-10-01', name: '国庆节' }), '2026-10-01 is named more than once'],
    ['a weekday as make-up workday', worked({ on: '2026-07-01', name: '春节' }), '2026-07-01 is worked anyway'],
    ['a day both off and worked', worked({ on: '2026-10-03', name: '国庆节' }), '2026-10-03 is named more than once'],
    ['no days off at all', { ...year2026, daysOff: [] }, '2026-05-02 劳动节 is off by law but not by these data'],
    [
      'a notice without a date',
      { ...year2026, notice: { ...year2026.notice, issuedOn: 'last year' } },
      '2026: the notice is issued on last year, which is not a date',
    ],
    ['a year that is none', { ...year2026, year: 2026.5 }, '2026.5 is not a year'],
  ])('refuses %s', (_what, year, fault) => {
    expect(faultsOf(year)).toContainEqual(fault);
  });

  it('refuses a year or a date that two notices claim', () => {
    expect(faultsOf(year2026, year2026)).toContainEqual('2026 is given more than once');
    const early = off({ on: '2025-12-31', name: '元旦' });
    const late = { ...year2025, daysOff: [...year2025.daysOff, { on: '2025-12-31', name: '元旦' }] };
    expect(faultsOf(late, early)).toEqual(['2025-12-31 is named more than once']);
  });

  it('lets a notice reach a week into the years beside its own, and no further', () => {
    expect(faultsOf(off({ on: '2025-12-25', name: '元旦' }, { on: '2027-01-07', name: '元旦' }))).toEqual([]);
    expect(faultsOf(off({ on: '2025-12-24', name: '元旦' }, { on: '2027-01-08', name: '元旦' }))).toEqual([
      '2025-12-24 is out of reach of the notice for 2026',
      '2027-01-08 is out of reach of the notice for 2026',
    ]);
  });

  it('names every fault at once', () => {
    const faulty = { ...worked({ on: '2026-07-01', name: '' }), daysOff: [{ on: 'x', name: '春节' }] };
    const faults = faultsOf(faulty, faulty);
    expect(faults.length).toBeGreaterThan(8);
    expect(() => workCalendar('test', [faulty])).toThrow(/^work calendar test: .*x is not a date.*has no name.*by law/);
  });

  it('asks of each year the fixed holidays that were law then', () => {
    const year2024: CalendarYear = {
      ...year2026,
      year: 2024,
      daysOff: ['01-01', '05-01', '10-01', '10-02', '10-03'].map((day) => ({ on: `2024-${day}`, name: '节' })),
      makeUpWorkdays: [],
    };
    expect(faultsOf(year2024)).toEqual([]);
  });
});
