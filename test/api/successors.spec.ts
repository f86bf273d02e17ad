// Offices are dissolved, renamed in kind and merged while the system runs: what they owed passes on, and what is kept from
// one of them (条例第三十条) is kept from whoever takes over, also where a program had read the offices a moment before.
import { importOrganisation, parseOrganisation, takeOverAgain } from '@huiyin/office';
import type { Directory } from '@huiyin/office';
import { DIRECTORY, openDatabase } from '@huiyin/platform';
import type { DataSource } from 'typeorm';
import { allItems, CLERK, petition, register, step, take } from './procedure.ts';
import { answered, startTownship } from './township.ts';
import type { Township } from './township.ts';
import { expectUnseen } from './unseen.ts';

let township: Township;
let dataSource: DataSource;
beforeEach(async () => {
  township = await startTownship();
  dataSource = await openDatabase(township.databaseUrl, { poolSize: 2, applicationName: 'organisation' });
});
afterEach(async () => {
  await dataSource.destroy();
  await township.stop();
});

const change = (...units: object[]) =>
  importOrganisation(dataSource, parseOrganisation({ units, people: [] }), () => Promise.resolve(''));
const office = (code: string, name: string, more: object = {}) => ({
  ...{ code: `ys-qh-ll-${code}`, name, kind: 'department', parent: 'ys-qh-ll' },
  ...more,
});
const dissolved = (successor: string) => ({ dissolvedOn: '2020-01-01', successor: `ys-qh-ll-${successor}` });
/** A program believes for some seconds what it has read of the offices. */
const read = () => township.api.get<Directory>(DIRECTORY, { strict: false }).fresh(0);

it('a petition registered by the offices as they were is kept from the successor all the same', async () => {
  const { client } = township;
  await read();
  await change(office('zrs', '柳林镇自然资源所', dissolved('nyb')));
  const { id } = await register(client, { accused: ['ys-qh-ll-zrs'] });
  await take(client, id, [CLERK, 'ACCEPT'], [CLERK, 'TRANSFER', { unit: 'ys-qh-ll-nyb' }]);
  await takeOverAgain(dataSource, 0);
  await expectUnseen(client, 'll.nyb', await petition(client, id));
});

it('a unit that turns out to be a village is no longer shown the confidential matter it is about', async () => {
  const { client } = township;
  await change(office('xs', '柳林镇溪水', { kind: 'department' }));
  const { id } = await register(client, { confidential: true, place: 'ys-qh-ll-xs' });
  const keptFrom = async () => {
    const rows = await dataSource.query('SELECT kept_from FROM petition WHERE case_id = $1', [id]);
    return rows[0].kept_from as string[];
  };
  expect(await keptFrom()).toEqual([]);
  await change(office('xs', '柳林镇溪水', { kind: 'village' }));
  expect(await keptFrom()).toEqual(['ys-qh-ll-xs']);
});

describe('whoever takes over', () => {
  it('assigns the work to their own people', async () => {
    const { client } = township;
    const { id } = await register(client);
    await take(client, id, [CLERK, 'ACCEPT'], [CLERK, 'TRANSFER', { unit: 'ys-qh-ll-zrs' }]);
    await change(office('zrs', '柳林镇自然资源所', dissolved('nyb')));
    await read();
    expect((await step(client, id, 'll.mayor', 'ASSIGN', { assignee: 'll.nyb' })).assignee).toBe('ll.nyb');
  });

  it('decides the review that was asked of the organ before them', async () => {
    const { client } = township;
    const { id } = await register(client);
    await take(client, id, ...answered({ lead: 'ys-qh-ll-nyb' }, 'reject'), [CLERK, 'REQUEST_REVIEW']);
    expect((await petition(client, id)).remedy).toMatchObject({ organ: 'ys-qh-ll' });
    await change(
      { code: 'ys-qh-nl', name: '南林镇', kind: 'township', parent: 'ys-qh' },
      {
        code: 'ys-qh-ll',
        name: '柳林镇',
        kind: 'township',
        parent: 'ys-qh',
        dissolvedOn: '2020-01-01',
        successor: 'ys-qh-nl',
      },
    );
    await importOrganisation(
      dataSource,
      parseOrganisation({
        units: [],
        people: [{ username: 'nl.head', name: '南林镇镇长', unit: 'ys-qh-nl', roles: ['leader'] }],
      }),
      async () =>
        (await dataSource.query(`SELECT password_hash FROM account WHERE username = 'll.mayor'`))[0].password_hash,
    );
    await read();
    expect((await petition(client, id, 'nl.head')).allowedEvents).toContain('DECIDE_REVIEW');
  });

  it('finds in the inbox what was sent to the desk before them', async () => {
    const { client } = township;
    const { id } = await register(client);
    await take(client, id, [CLERK, 'ACCEPT'], [CLERK, 'TRANSFER', { unit: 'ys-qh-ll-zrs' }]);
    await client.moveBy(30);
    await change(office('zrs', '柳林镇自然资源所', dissolved('nyb')));
    await read();
    const alerts = await allItems(client, 'll.nyb', `/v1/alerts?petition=${id}`);
    expect(alerts.map(({ to }: { to: { unit: string } }) => to.unit)).toContain('ys-qh-ll-zrs');
  });
});
