import type { HistoryEntry } from '@huiyin/workflow';
import { ledgerOf } from '../../labs/simulate/src/outcome/ledger.ts';
import { apportioned } from '../../labs/simulate/src/world/arrivals.ts';
import { workingTime } from '../../labs/simulate/src/world/hours.ts';

type Line = Partial<Pick<HistoryEntry, 'kind' | 'at'>> & { type?: string; arm?: [string, number][]; disarm?: string[] };

const history = (...lines: Line[]) =>
  lines.map(({ kind = 'event', at = 0, type = 'ACT', arm = [], disarm = [] }, index) => ({
    ...{ seq: index + 1, kind, at, event: { type } },
    actions: { arm: arm.map(([name, dueAt]) => ({ name, dueAt })), disarm, effects: [] },
  })) as unknown as HistoryEntry[];

describe('the ledger of timers', () => {
  it('follows each arming to its end', () => {
    const ledger = ledgerOf(
      history(
        {
          kind: 'open',
          arm: [
            ['A', 10],
            ['B', 20],
          ],
        },
        { kind: 'timer', type: 'A', at: 10, arm: [['A', 30]] },
        { at: 15, disarm: ['B'], arm: [['C', 40]] },
      ),
    );
    expect(ledger).toMatchObject({ armed: 4, fired: 1, calledOff: 1, faults: [] });
    expect([...ledger.waiting]).toEqual([
      ['A', 30],
      ['C', 40],
    ]);
  });

  it.each([
    ['fired twice', [{ arm: [['A', 10]] }, { kind: 'timer', type: 'A', at: 10 }, { kind: 'timer', type: 'A', at: 10 }]],
    ['fired at another time', [{ arm: [['A', 10]] }, { kind: 'timer', type: 'A', at: 11 }]],
    [
      'passed over by a later one',
      [
        {
          arm: [
            ['A', 10],
            ['B', 20],
          ],
        },
        { kind: 'timer', type: 'B', at: 20 },
      ],
    ],
    ['passed over by an act', [{ arm: [['A', 10]] }, { at: 10, disarm: ['A'] }]],
    ['out of order', [{ at: 5 }, { at: 4 }]],
  ] as [string, Line[]][])('finds a timer that is %s', (_, lines) => {
    expect(ledgerOf(history(...lines)).faults).toHaveLength(1);
  });
});

it('shares out without losing any', () => {
  const shares = [
    ['visit', 0.645],
    ['online', 0.283],
    ['letter', 0.054],
    ['phone', 0.018],
  ] as const;
  const counts = (total: number) =>
    shares.map(([name]) => apportioned(total, shares).filter((each) => each === name).length);
  expect(counts(1274)).toEqual([822, 360, 69, 23]);
  expect(counts(1)).toEqual([1, 0, 0, 0]);
});

it.each([
  // 2025-01-26 is a Sunday on which people work, 2025-01-28 begins the Spring Festival
  ['2025-01-26', 0, '2025-01-26T08:30', '2025-01-26T08:30'],
  ['2025-01-26', 0.5, '2025-01-26T00:00', '2025-01-26T14:00'],
  ['2025-01-28', 0, '2025-01-27T17:00', '2025-02-05T08:30'],
  ['2025-01-06', 0.5, '2025-01-06T14:00', '2025-01-06T15:45'],
  ['2025-01-06', 0, '2025-01-06T17:29', '2025-01-07T08:30'],
])('knows when the office is open: %s, %d of the day, after %s', (day, share, after, expected) => {
  const shanghai = (time: string) => Date.parse(`${time}+08:00`);
  expect(new Date(workingTime(day, share, shanghai(after))).toISOString()).toBe(
    new Date(shanghai(expected)).toISOString(),
  );
});
