import { readFileSync } from 'node:fs';
import { hashPassword, importOrganisation, parseOrganisation } from '@huiyin/office';
import { openDatabase } from '@huiyin/platform';
import type { Organisation } from '@huiyin/office';
import { ownDatabase } from '../support/own-database.ts';
import { startSystem } from '../support/system.ts';
import type { Step } from './procedure.ts';

const person = (username: string, unit: string, ...roles: string[]) => ({ username, name: username, unit, roles });

/** The demo township has nobody in its villages, few in the county, none in the city. Here every desk is taken. */
const MORE_PEOPLE = [
  ...['sfs', 'pcs'].map((unit) => person(`ll.${unit}`, `ys-qh-ll-${unit}`, 'handler')),
  ...['rsj', 'zrzy', 'zj', 'jy', 'fy', 'jw'].map((unit) => person(`qh.${unit}`, `ys-qh-${unit}`, 'handler')),
  person('qh.head', 'ys-qh', 'leader'),
  person('qh.monitor', 'ys-qh', 'monitor'),
  person('ys.office', 'ys-xfj', 'intake', 'supervisor'),
  person('ds.head', 'ys-qh-ll-ds', 'leader', 'supervisor'),
  person('ds.clerk', 'ys-qh-ll-ds', 'intake', 'handler'),
  person('ds.visitor', 'ys-qh-ll-ds', 'follow-up'),
  person('ds.monitor', 'ys-qh-ll-ds', 'monitor'),
  person('ds.group', 'ys-qh-ll-ds-1', 'leader', 'supervisor', 'intake', 'handler', 'follow-up'),
];
/** A group of households (组), below the village. */
const MORE_UNITS = [{ code: 'ys-qh-ll-ds-1', name: '大石村一组', kind: 'village', parent: 'ys-qh-ll-ds' }];

const demo = JSON.parse(readFileSync(new URL('../../examples/township/township.json', import.meta.url), 'utf8'));
const ORGANISATION: Organisation = parseOrganisation({
  units: [...demo.units, ...MORE_UNITS],
  people: [...demo.people, ...MORE_PEOPLE],
});

const peopleOf = (isTheirs: (unit: string) => boolean) =>
  ORGANISATION.people.filter(({ unit }) => isTheirs(unit)).map(({ username }) => username);

export const EVERYBODY = peopleOf(() => true);
/** Everybody of a unit and of those below it. */
export const peopleWithin = (code: string) => peopleOf((unit) => unit === code || unit.startsWith(`${code}-`));

export function handlerOf(unit: string): string {
  const handler = ORGANISATION.people.find((each) => each.unit === unit && each.roles.includes('handler'));
  if (!handler) throw new Error(`nobody handles anything at ${unit}`);
  return handler.username;
}

/** Who signs for a unit. */
export const leaderOf = (unit: string) => (unit.startsWith('ys-qh-ll') ? 'll.mayor' : 'qh.head');

/** The system with that organisation and no petition yet. @param units more of them */
export async function startTownship(units: Organisation['units'] = []) {
  const database = await ownDatabase();
  const dataSource = await openDatabase(database.url, { poolSize: 1, applicationName: 'township' });
  const organisation = { ...ORGANISATION, units: [...ORGANISATION.units, ...units] };
  const password = await hashPassword('huiyin-demo');
  await importOrganisation(dataSource, organisation, () => Promise.resolve(password));
  await dataSource.destroy();
  const system = await startSystem({ seed: false, databaseUrl: database.url });
  return {
    ...system,
    async stop(): Promise<void> {
      await system.stop();
      await database.drop();
    },
  };
}
export type Township = Awaited<ReturnType<typeof startTownship>>;

interface Way {
  readonly lead: string;
  readonly co?: readonly string[];
  readonly procedure?: 'ordinary' | 'simple';
}

const OPINION = { request: '请求', facts: '经查属实', decision: '予以解决', legalBasis: '有关规定' };

/** From the acceptance to the approved opinion of the lead, with a part of each co-handler. */
export function handled({ lead, co = [], procedure = 'ordinary' }: Way, outcome = 'support'): Step[] {
  const handler = handlerOf(lead);
  return [
    ['ll.xfb.clerk', 'ACCEPT', { procedure }],
    ['ll.xfb.clerk', 'TRANSFER', { unit: lead }],
    ...co.map((unit): Step => ['ll.xfb.clerk', 'ADD_PARTY', { unit }]),
    [handler, 'GIVE_NOTICE'],
    [handler, 'HEAR'],
    [handler, 'INVESTIGATE'],
    ...co.map((unit): Step => [handlerOf(unit), 'SUBMIT_PART', { part: '协办意见' }]),
    [handler, 'ISSUE_OPINION', { ...OPINION, outcome }],
    [leaderOf(lead), 'APPROVE_OPINION'],
  ];
}

/** The same, and served. */
export function answered(way: Way, outcome?: string): Step[] {
  return [...handled(way, outcome), [handlerOf(way.lead), 'SERVE', { method: 'inPerson' }]];
}
