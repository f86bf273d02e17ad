import { STATUTORY_CALENDAR } from '@huiyin/domain';
import { missingNotices, NATIONAL_LAW } from './law.ts';

it.each<[string, number[]]>([
  ['2026-01-01', []],
  ['2026-10-31', []],
  ['2026-11-01', [2027]],
  ['2026-12-31', [2027]],
  ['2027-01-01', [2027]],
  ['2027-10-31', [2027]],
  ['2027-11-01', [2027, 2028]],
])('on %s the notices for %j are missing', (on, years) => {
  expect([...STATUTORY_CALENDAR.years.keys()].sort()).toEqual([2025, 2026]);
  expect(missingNotices(NATIONAL_LAW, on)).toEqual(years);
});
