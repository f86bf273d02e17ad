import { readTownship } from '@huiyin/lab-kit';
import { hashPassword, importOrganisation } from '@huiyin/office';
import type { Organisation } from '@huiyin/office';
import { DEMO_PASSWORD, openDatabase } from '@huiyin/platform';

const MODEL = 'ys-qh-ll';
/** With one township alone everybody would see a large part of a million cases, which is not how offices are. */
const TOWNSHIPS = 40;

/** May take a step in any of the townships. */
export const COUNTY_HANDLER = 'bench';

/** The codes of what has to do with a petition in one township. */
export interface Township {
  readonly office: string;
  readonly place: string;
  readonly departments: readonly string[];
}

/** Adds the demo's county with forty townships like its first, and one account that may take a step in any of them. */
export async function importCounty(databaseUrl: string): Promise<readonly Township[]> {
  const demo = await readTownship();
  const model = demo.units.filter(({ code }) => code.startsWith(MODEL));
  const prefixes = Array.from({ length: TOWNSHIPS }, (_, n) =>
    n === 0 ? MODEL : `ys-qh-t${String(n).padStart(2, '0')}`,
  );
  const units = prefixes.slice(1).flatMap((prefix) => model.map((unit) => renamed(unit, prefix)));
  const handler = { username: COUNTY_HANDLER, name: '测试', unit: 'ys-qh', roles: ['handler' as const], email: null };
  await importWhole(databaseUrl, { ...demo, units: [...demo.units, ...units], people: [...demo.people, handler] });
  const departments = model.filter(({ kind }) => kind === 'department').map(({ code }) => code);
  return prefixes.map((prefix) => ({
    office: `${prefix}-xfb`,
    place: `${prefix}-hy`,
    departments: departments.map((code) => code.replace(MODEL, prefix)),
  }));
}

function renamed(unit: Organisation['units'][number], prefix: string): Organisation['units'][number] {
  const parent = unit.parent?.startsWith(MODEL) ? unit.parent.replace(MODEL, prefix) : unit.parent;
  return { ...unit, code: unit.code.replace(MODEL, prefix), parent };
}

async function importWhole(databaseUrl: string, organisation: Organisation): Promise<void> {
  const dataSource = await openDatabase(databaseUrl, { poolSize: 2, applicationName: 'huiyin-bench' });
  try {
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    await importOrganisation(dataSource, organisation, () => Promise.resolve(passwordHash));
  } finally {
    await dataSource.destroy();
  }
}
