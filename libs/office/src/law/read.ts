import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkCalendar } from '@huiyin/domain';
import { InvalidLaw } from '../errors.ts';
import { amended, parseNotice } from './calendar-file.ts';
import type { CalendarNotice } from './calendar-file.ts';
import { NATIONAL_LAW } from './law.ts';
import type { AreaPolicy, Law } from './law.ts';
import { parsePolicy } from './policy-file.ts';

interface Read<T> {
  readonly file: string;
  readonly value: T;
}

/**
 * The law the program brings along, with what the files of a folder add: `calendars/*.json` and `policies/*.json`.
 * @throws InvalidLaw
 */
export function readLaw(folder: string | undefined): Law {
  if (folder === undefined) return NATIONAL_LAW;
  const faults: string[] = [];
  if (!existsSync(folder)) faults.push(`${folder}: there is no such folder`);
  const notices = readAll(join(folder, 'calendars'), parseNotice, faults);
  const policies = readAll(join(folder, 'policies'), parsePolicy, faults);
  faults.push(...repeated(policies));
  const calendars = inOrder(NATIONAL_LAW.calendars, notices, faults);
  if (faults.length > 0) throw new InvalidLaw(faults);
  return { ...NATIONAL_LAW, calendars, policies: policies.map(({ value }) => value) };
}

/** One policy that is not in the folder of the law. @throws InvalidLaw */
export function readPolicy(file: string): AreaPolicy {
  const read = parsed(file, parsePolicy);
  if ('faults' in read) throw new InvalidLaw(read.faults.map((fault) => `${file}: ${fault}`));
  return read;
}

function readAll<T extends object>(
  folder: string,
  parse: (value: unknown) => T | { readonly faults: readonly string[] },
  faults: string[],
): Read<T>[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().flatMap((name) => {
    const file = join(folder, name);
    const read = parsed(file, parse);
    if (!('faults' in read)) return [{ file, value: read }];
    faults.push(...read.faults.map((fault) => `${file}: ${fault}`));
    return [];
  });
}

function parsed<T>(file: string, parse: (value: unknown) => T) {
  try {
    return parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    return { faults: [`is not JSON: ${(error as Error).message}`] };
  }
}

function repeated(policies: readonly Read<AreaPolicy>[]): string[] {
  return policies.flatMap(({ file, value: { area, policy } }, index) => {
    const twin = policies
      .slice(0, index)
      .find(
        ({ value }) =>
          value.policy.id === policy.id || (value.area === area && value.policy.validFrom === policy.validFrom),
      );
    if (!twin) return [];
    return [`${file}: has its id, or its area and first day, in common with ${twin.file}`];
  });
}

/** Each notice follows one that stands; a chain, so that there is one calendar that is the latest. */
function inOrder(
  given: Law['calendars'],
  notices: readonly Read<CalendarNotice>[],
  faults: string[],
): Law['calendars'] {
  const calendars: [WorkCalendar, ...WorkCalendar[]] = [...given];
  let left = [...notices];
  for (let latest = calendars[calendars.length - 1]; latest; latest = calendars[calendars.length - 1]) {
    const { version } = latest;
    const [next, ...others] = left.filter(({ value }) => value.follows === version);
    if (!next) break;
    left = left.filter((each) => each !== next && !others.includes(each));
    faults.push(...others.map(({ file }) => `${file}: follows ${version}, as ${next.file} does`));
    const calendar = calendars.some((each) => each.version === next.value.version)
      ? { faults: [`version: there is a calendar ${next.value.version} already`] }
      : amended(latest, next.value);
    if ('faults' in calendar) {
      faults.push(...calendar.faults.map((fault) => `${next.file}: ${fault}`));
      break;
    }
    calendars.push(calendar);
  }
  faults.push(...left.map(({ file, value }) => `${file}: follows ${value.follows}, which is not the latest of any`));
  return calendars;
}
