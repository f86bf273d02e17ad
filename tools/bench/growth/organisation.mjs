import { readFile } from 'node:fs/promises';

const township = new URL('../../../examples/township/township.json', import.meta.url);
const MODEL = 'ys-qh-ll';
/** With one township alone everybody would see a large part of a million cases, which is not how offices are. */
const TOWNSHIPS = 40;

/** The demo's county with forty townships like its first, and one account that may take a step in any of them. */
export async function wideOrganisation() {
  const { units, people } = JSON.parse(await readFile(township, 'utf8'));
  const all = units.map((unit) => ({ ...unit, email: null }));
  const model = all.filter(({ code }) => code.startsWith(MODEL));
  const more = prefixes()
    .slice(1)
    .flatMap((prefix) => model.map((unit) => renamed(unit, prefix)));
  const county = { username: 'bench', name: '测试', unit: 'ys-qh', roles: ['handler'], email: null };
  return {
    organisation: { units: [...all, ...more], people: [...people.map((each) => ({ ...each, email: null })), county] },
    townships: prefixes().map((prefix) => ({
      office: `${prefix}-xfb`,
      place: `${prefix}-hy`,
      departments: model.filter(({ kind }) => kind === 'department').map(({ code }) => code.replace(MODEL, prefix)),
    })),
  };
}

function prefixes() {
  return Array.from({ length: TOWNSHIPS }, (_, n) => (n === 0 ? MODEL : `ys-qh-t${String(n).padStart(2, '0')}`));
}

function renamed(unit, prefix) {
  const parent = unit.parent.startsWith(MODEL) ? unit.parent.replace(MODEL, prefix) : unit.parent;
  return { ...unit, code: unit.code.replace(MODEL, prefix), parent };
}
