import { STATUTORY_CALENDAR } from '@huiyin/domain';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FIXED = [
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['05-02', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
] as const;

/** A made-up notice of a year: the holidays whose date the law fixes, and what a test adds to them. */
export function noticeFor(year: number, more: Readonly<Record<string, string>> = {}) {
  const fixed = FIXED.map(([day, name]) => ({ on: `${year}-${day}`, name }));
  const added = Object.entries(more).map(([on, name]) => ({ on, name }));
  return {
    year,
    notice: { title: `${year}年放假安排（试验用）`, number: `试验〔${year}〕1号`, issuedOn: `${year - 1}-11-20` },
    daysOff: [...fixed, ...added],
    makeUpWorkdays: [],
  };
}

interface NoticeFile {
  readonly version: string;
  readonly follows: string;
  readonly years: readonly unknown[];
}

/** A folder for HUIYIN_LAW with these notices. */
export async function lawFolder(files: readonly NoticeFile[]) {
  const path = await mkdtemp(join(tmpdir(), 'law-'));
  await mkdir(join(path, 'calendars'));
  for (const file of files) await writeFile(join(path, 'calendars', `${file.version}.json`), JSON.stringify(file));
  return { path, remove: () => rm(path, { recursive: true }) };
}

/** A law whose notices reach to the end of next year, whenever the tests run: what a system that is all well has loaded. */
export function lawOfToday() {
  const first = Math.max(...STATUTORY_CALENDAR.years.keys()) + 1;
  const last = new Date().getUTCFullYear() + 1;
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => noticeFor(first + n));
  return lawFolder(years.length > 0 ? [{ version: 'cn-today', follows: STATUTORY_CALENDAR.version, years }] : []);
}
