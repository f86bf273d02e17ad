// An organisation file is read together with what the database knows already.
import { importOrganisation, parseOrganisation } from '@huiyin/office';
import { keysOf, UNIT_KINDS } from '@huiyin/workflow/contract';
import { anEngine } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';

let engine: AnEngine;
beforeEach(async () => {
  engine = await anEngine();
  await add({ units: [unit('a'), unit('b', 'a'), unit('c', 'b'), unit('z')], people: [person('x'), person('y')] });
});
afterEach(() => engine.stop());

const unit = (code: string, parent: string | null = null, more: object = {}) => {
  return { code, name: code, kind: 'department', parent, ...more };
};
const person = (username: string) => ({ username, name: username, unit: 'a', roles: ['handler'] });
const add = (file: object) =>
  importOrganisation(engine.dataSource, parseOrganisation({ units: [], people: [], ...file }), (name) =>
    Promise.resolve(`hash of ${name}`),
  );
const rows = async (statement: string) => (await engine.pool.query<Record<string, unknown>>(statement)).rows;
const paths = async () =>
  Object.fromEntries(
    (await rows(`SELECT code, path FROM unit WHERE length(code) = 1`)).map(({ code, path }) => [code, path]),
  ) as unknown;
const ends = () =>
  rows(`SELECT email, dissolved_on::text AS day, successor FROM unit WHERE code IN ('b', 'c') ORDER BY code`);

it('takes each kind of unit that the contract knows, and the database no other', async () => {
  const kinds = keysOf(UNIT_KINDS);
  await add({ units: kinds.map((kind) => unit(`of-${kind}`, null, { kind })) });
  expect(await rows(`SELECT DISTINCT kind FROM unit WHERE code LIKE 'of-%'`)).toHaveLength(kinds.length);
  await expect(rows(`UPDATE unit SET kind = 'castle'`)).rejects.toThrow('unit_kind');
});

it('leaves what the file leaves out as it is, and takes away what it says is null', async () => {
  const end = { email: 'b@ys.example', dissolvedOn: '2026-12-01', successor: 'z' };
  const nothing = { email: null, day: null, successor: null };
  await add({ units: [unit('b', 'a', end)] });
  await add({ units: [unit('b', 'a'), unit('c', 'b', { email: 'c@ys.example' })] });
  expect(await ends()).toEqual([
    { email: 'b@ys.example', day: '2026-12-01', successor: 'z' },
    { ...nothing, email: 'c@ys.example' },
  ]);
  await expect(add({ units: [unit('b', 'a', { dissolvedOn: null })] })).rejects.toThrow(
    'unit b has a successor and no day on which it is dissolved',
  );
  await add({ units: [unit('b', 'a', { email: null, dissolvedOn: null, successor: null })] });
  expect((await ends())[0]).toEqual(nothing);
});

it('moves whatever lies below a unit along with it', async () => {
  await add({ units: [unit('b', 'z')] });
  expect(await paths()).toEqual({ a: ['a'], b: ['z', 'b'], c: ['z', 'b', 'c'], z: ['z'] });
  await add({ units: [unit('b'), unit('d', 'c')] });
  expect(await paths()).toEqual({ a: ['a'], b: ['b'], c: ['b', 'c'], d: ['b', 'c', 'd'], z: ['z'] });
});

it('shows the petitions of a unit that was moved to those above it now, and no longer to those before', async () => {
  const id = await engine.open();
  const seenBy = async () => (await rows(`SELECT unit FROM case_scope WHERE case_id = '${id}'`)).map((row) => row.unit);
  expect((await seenBy()).sort()).toEqual(['ys', 'ys-qh', 'ys-qh-ll', 'ys-qh-ll-xfb']);
  await add({ units: [unit('ys-qh-ll', 'z')] });
  expect((await seenBy()).sort()).toEqual(['ys-qh-ll', 'ys-qh-ll-xfb', 'z']);
});

it('refuses a loop that closes through units which are not in the file, and writes nothing', async () => {
  await expect(add({ units: [unit('d'), unit('a', 'c')] })).rejects.toThrow('unit a lies below itself');
  expect(await paths()).toEqual({ a: ['a'], b: ['a', 'b'], c: ['a', 'b', 'c'], z: ['z'] });
});

it('takes people, successors, absences and deputies that only the database knows', async () => {
  await add({
    units: [unit('b', 'a', { dissolvedOn: '2026-12-01', successor: 'z' })],
    people: [person('w')],
    absences: [{ username: 'x', from: '2026-12-01', to: null, deputy: 'y' }],
  });
  expect(await rows('SELECT account, deputy FROM absence')).toEqual([{ account: 'x', deputy: 'y' }]);
  expect(await rows(`SELECT successor FROM unit WHERE code = 'b'`)).toEqual([{ successor: 'z' }]);
});

it('names every fault at once of what neither knows', async () => {
  const file = {
    units: [unit('d', 'q'), unit('e', null, { dissolvedOn: '2026-12-01', successor: 'q' })],
    people: [{ ...person('w'), unit: 'q' }],
    absences: [{ username: 'v', from: '2026-12-01', deputy: 'u' }],
  };
  const faults = [
    'unit d lies below q, which is not there',
    'unit e is succeeded by q, which is not there',
    'w works at q, which is not there',
    'v is away and has no account',
    'u is to act for v and has no account',
  ];
  await expect(add(file)).rejects.toMatchObject({ faults });
});

it('refuses a deputy whose account is closed, and lets stand who was recorded before it was', async () => {
  const leave = { username: 'x', from: '2026-12-01', to: '2026-12-09', deputy: 'y' };
  await add({ absences: [leave] });
  await rows(`UPDATE account SET disabled_at = now() WHERE username = 'y'`);
  await add({ absences: [leave, { username: 'y', kind: 'vacancy', from: '2026-12-01', deputy: 'x' }] });
  for (const more of [{ to: '2026-12-10' }, { from: '2027-01-01', to: null }]) {
    await expect(add({ absences: [{ ...leave, ...more }] })).rejects.toThrow(
      'y is to act for x, and their account is closed',
    );
  }
});
