// The folder of HUIYIN_LAW: what is read of it, and what is refused with every fault named.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LocalDate } from '@huiyin/domain';
import { InvalidLaw, lawFor, NATIONAL_LAW, readLaw } from '@huiyin/office';
import type { Law } from '@huiyin/office';
import type { Policy } from '@huiyin/workflow';
import { CORRECTED } from './support/calendars.ts';
import { PROVINCE } from './support/policies.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'law-'))));
afterEach(() => rm(folder, { recursive: true }));

async function given(files: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

function faults(): readonly string[] {
  try {
    readLaw(folder);
    return [];
  } catch (error) {
    if (error instanceof InvalidLaw) return error.faults.map((fault) => fault.replace(`${folder}/`, ''));
    throw error;
  }
}

const province = { ...PROVINCE, area: 'ys' };
const notice = { version: 'cn-2026-2', follows: 'cn-2026-1', years: [CORRECTED.years.get(2026)] };
const PATH = ['ys', 'ys-qh', 'ys-qh-ll', 'ys-qh-ll-xfb'];

it('without a folder there is what the program brings along', () => {
  expect(readLaw(undefined)).toBe(NATIONAL_LAW);
  expect(lawFor(NATIONAL_LAW, PATH, '2026-03-02')).toEqual({});
});

it('adds a notice to the calendar, which new cases then count with', async () => {
  await given({ 'calendars/2026.json': notice });
  const law = readLaw(folder);
  expect(law.calendars.map(({ version }) => version)).toEqual(['cn-2026-1', 'cn-2026-2']);
  expect([...(law.calendars[1]?.namedDays ?? [])]).toEqual([...CORRECTED.namedDays]);
  expect(lawFor(law, PATH, '2026-03-02')).toEqual({ calendar: 'cn-2026-2' });
});

it('of several policies the nearest holds, and of those the latest in force on the day of receipt', async () => {
  const named = (id: string, area: string, validFrom: string) => ({ ...province, id, area, validFrom });
  await given({
    'policies/a.json': named('county', 'ys-qh', '2026-01-01'),
    'policies/b.json': named('county-later', 'ys-qh', '2026-06-01'),
    'policies/c.json': named('city', 'ys', '2026-07-01'),
    'policies/d.json': named('elsewhere', 'xx', '2020-01-01'),
  });
  const law = readLaw(folder);
  const holds = (on: string, path = PATH) => lawFor(law, path, on).policy?.id;
  expect([holds('2025-12-31'), holds('2026-03-02'), holds('2026-08-01')]).toEqual([
    undefined,
    'county',
    'county-later',
  ]);
  expect([holds('2026-03-02', ['ys', 'ys-ns']), holds('2026-08-01', ['ys', 'ys-ns'])]).toEqual([undefined, 'city']);
});

it('of the changes of law the latest in force on the day of receipt holds, beside whatever a province lays down', () => {
  const changed = (id: string, validFrom: LocalDate): Policy => ({ ...PROVINCE, id, validFrom });
  const law: Law = {
    ...NATIONAL_LAW,
    changes: [changed('first', '2026-07-01'), changed('second', '2027-01-01')],
    policies: [{ area: 'ys', policy: PROVINCE }],
  };
  const holds = (on: string) => {
    const { changeOfLaw, policy } = lawFor(law, PATH, on);
    return [changeOfLaw?.id, policy?.id];
  };
  expect(holds('2026-06-30')).toEqual([undefined, PROVINCE.id]);
  expect(holds('2026-07-01')).toEqual(['first', PROVINCE.id]);
  expect(holds('2027-01-01')).toEqual(['second', PROVINCE.id]);
});

it('refuses a wrong policy and names every fault', async () => {
  await given({
    'policies/wrong.json': {
      id: 'Wrong!',
      source: { zh: '示例' },
      validFrom: '2026-02-30',
      area: 'ys',
      rules: {
        notice: { amount: 0, unit: 'weeks', article: 'twenty', mark: 'rumour' },
        lunch: { amount: 1, unit: 'workday', article: '1' },
      },
      limits: { extension: { amount: -1, article: '23' }, mood: { amount: 1, article: '1' } },
      colour: 'red',
    },
  });
  const found = faults();
  for (const part of [
    'id',
    'source.en',
    'validFrom',
    'rules.notice.amount',
    'rules.notice.unit',
    'rules.notice.article',
  ])
    expect(found).toContainEqual(expect.stringContaining(`policies/wrong.json: ${part}: `));
  for (const part of ['rules.notice.mark', 'rules.lunch', 'limits.extension.amount', 'limits.mood', 'colour'])
    expect(found).toContainEqual(expect.stringContaining(`policies/wrong.json: ${part}: `));
});

it('refuses to take from the petitioner’s time to ask, and what is longer than ten years', async () => {
  const rule = (amount: number, unit: string) => ({ amount, unit, article: '1' });
  await given({
    'policies/a.json': { ...province, rules: { reviewWindow: rule(1, 'workday'), review: rule(3660, 'month') } },
    'policies/b.json': { ...province, id: 'other', rules: { notice: rule(1.5, 'workday') } },
    'policies/c.json': [],
  });
  expect(faults()).toEqual([
    'policies/a.json: rules.review.amount: is longer than ten years',
    'policies/a.json: rules.reviewWindow: takes away from the petitioner’s 30 calendar days',
    'policies/b.json: rules.notice.amount: is not a whole number',
    expect.stringContaining('policies/c.json: Invalid input'),
  ]);
  await given({
    'policies/a.json': {
      ...province,
      rules: { reviewWindow: rule(29, 'calendar-day'), recheckWindow: rule(60, 'calendar-day') },
    },
    'policies/b.json': { ...province, id: 'other', validFrom: '2026-02-01' },
    'policies/c.json': { ...province, id: 'third', validFrom: '2026-03-01' },
  });
  expect(faults()).toEqual([
    expect.stringContaining('policies/a.json: rules.reviewWindow: takes away from the petitioner'),
  ]);
});

it('refuses what is no JSON, lays down nothing, or stands there twice', async () => {
  await given({
    'policies/a.json': province,
    'policies/b.json': { ...province, id: 'other' },
    'policies/c.json': { ...province, rules: {}, limits: {}, id: 'empty' },
    'policies/d.json': '{',
  });
  expect(faults()).toEqual([
    'policies/c.json: rules: it lays down nothing',
    expect.stringContaining('policies/d.json: is not JSON'),
    expect.stringContaining('policies/b.json: has its id, or its area and first day, in common with'),
  ]);
});

it('refuses a notice that follows none, follows one that has a successor, or contradicts the law', async () => {
  const [year] = notice.years;
  await given({
    'calendars/a.json': notice,
    'calendars/b.json': { ...notice, version: 'cn-2026-3' },
    'calendars/c.json': { ...notice, version: 'cn-2030-1', follows: 'cn-2029-1' },
    'calendars/d.json': { version: 'cn-2026-4', follows: 'cn-2026-2', years: [{ ...year, daysOff: [] }] },
  });
  const found = faults();
  expect(found).toContainEqual(expect.stringContaining('calendars/b.json: follows cn-2026-1, as'));
  expect(found).toContainEqual(expect.stringContaining('calendars/c.json: follows cn-2029-1'));
  expect(found).toContainEqual(expect.stringContaining('calendars/d.json: 2026-10-01 国庆节 is off by law'));
});

it('refuses a folder that is not there', () => {
  expect(() => readLaw(join(folder, 'nowhere'))).toThrow(/there is no such folder/);
});
