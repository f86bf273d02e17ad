// What the documents show as examples is what the programs take.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { currentCalendar, importOrganisation, parseOrganisation, readLaw } from '@huiyin/office';
import { openDatabase } from '@huiyin/platform';
import { ownDatabase } from './support/own-database.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const POLICY = 'examples/law/policies/example-province.json';

async function exampleIn(document: string): Promise<unknown> {
  const [, json = ''] = /```json\n(.*?)```/s.exec(await readFile(join(root, document), 'utf8')) ?? [];
  return JSON.parse(json);
}

it('docs/policies.md shows the example policy, and it is valid', async () => {
  expect(await exampleIn('docs/policies.md')).toEqual(JSON.parse(await readFile(join(root, POLICY), 'utf8')));
  const { policies } = readLaw(join(root, 'examples/law'));
  expect(policies).toMatchObject([{ area: 'ys', policy: { id: 'example-province' } }]);
});

it('docs/calendars.md shows a notice that is valid', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'law-'));
  await mkdir(join(folder, 'calendars'));
  await writeFile(join(folder, 'calendars', '2027.json'), JSON.stringify(await exampleIn('docs/calendars.md')));
  expect(currentCalendar(readLaw(folder)).version).toBe('cn-2027-1');
  await rm(folder, { recursive: true });
});

it('docs/escalation.md shows an organisation that can be imported', async () => {
  const organisation = parseOrganisation(await exampleIn('docs/escalation.md'));
  const database = await ownDatabase();
  const dataSource = await openDatabase(database.url, { poolSize: 1 });
  try {
    expect(await importOrganisation(dataSource, organisation, () => Promise.resolve('unused'))).not.toEqual([]);
    expect(await dataSource.query('SELECT successor FROM unit WHERE dissolved_on IS NOT NULL')).toHaveLength(1);
    expect(await dataSource.query('SELECT deputy FROM absence')).toHaveLength(1);
  } finally {
    await dataSource.destroy();
    await database.drop();
  }
});
