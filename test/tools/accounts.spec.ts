// `npx huiyin accounts` as somebody types it, on a database of its own.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownDatabase } from '../support/own-database.ts';
import type { OwnDatabase } from '../support/own-database.ts';
import { runHuiyin } from '../support/program.ts';
import { query } from '../worker/world.ts';

const township = new URL('../../examples/township/township.json', import.meta.url);

let folder: string;
let database: OwnDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiyin-accounts-test-'));
  database = await ownDatabase();
  expect(await accounts(fileURLToPath(township))).toContain('17 account(s) were added');
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** @returns what it prints, the words of a refusal included */
async function accounts(...args: string[]): Promise<string> {
  const { code, out, err } = await runHuiyin(['accounts', ...args], { DATABASE_URL: database.url });
  return `${code === 0 ? '✓' : '✗'}${out}${err}`;
}
const kept = () =>
  query(
    database.url,
    'SELECT account, kind, from_on::text, to_on::text, deputy, recorded_by FROM absence ORDER BY from_on, account',
  );

it('records a leave with its deputy, lists it, and ends it', async () => {
  const recorded = await accounts(
    'away',
    'll.xfb',
    '--from',
    '2026-12-01',
    '--to',
    '2099-12-14',
    '--deputy',
    'll.mayor',
  );
  expect(recorded).toMatch(/^✓Recorded: ll\.xfb +leave +2026-12-01 to 2099-12-14, deputy ll\.mayor/);
  expect(await kept()).toEqual([
    {
      account: 'll.xfb',
      kind: 'leave',
      from_on: '2026-12-01',
      to_on: '2099-12-14',
      deputy: 'll.mayor',
      recorded_by: 'accounts command',
    },
  ]);
  expect(await accounts('absences')).toContain('ll.xfb');
  expect(await accounts('back', 'll.xfb', '--on', '2026-12-05')).toContain('✓ll.xfb is back from 2026-12-05 on');
  expect(await kept()).toMatchObject([{ to_on: '2026-12-04' }]);
  expect(await accounts('back', 'll.xfb', '--on', '2026-12-05')).toContain('✗\n✗ ll.xfb is not away on 2026-12-05');
  expect(await accounts('back', 'll.xfb', '--on', '2026-12-01')).toContain('✓');
  expect(await kept()).toEqual([]); // it never came to be
});

it.each<[string, string[], string]>([
  ['a stranger', ['away', 'nobody', '--from', '2026-12-01'], 'nobody is away and has no account'],
  ['no first day', ['away', 'll.xfb'], 'From which day on is ll.xfb away?'],
  ['a day that is none', ['away', 'll.xfb', '--from', '2026-02-30'], '2026-02-30 is no day of the calendar'],
  ['themselves', ['away', 'll.xfb', '--from', '2026-12-01', '--deputy', 'll.xfb'], 'cannot be their own deputy'],
  ['another kind', ['away', 'll.xfb', '--from', '2026-12-01', '--kind', 'sick'], '--kind is one of leave, delegation'],
  ['an unknown option', ['away', 'll.xfb', '--since', '2026-12-01'], "Unknown option '--since'"],
  ['nobody', ['back'], 'One username is wanted'],
  ['no file', ['nowhere.json'], 'no such file'],
  ['nothing', [], 'Usage:'],
])('refuses %s in words', async (_, args, words) => {
  const answer = await accounts(...args);
  expect(answer).toMatch(/^✗/);
  expect(answer).toContain(words);
  expect(answer).not.toContain('    at ');
});

it('takes absences from the file, again and again, and refuses what overlaps with a known one', async () => {
  const file = join(folder, 'org.json');
  const organisation = JSON.parse(await readFile(township, 'utf8')) as object;
  const absences = [{ username: 'll.jw', from: '2027-01-01', to: '2027-01-20', deputy: 'll.tw' }];
  await writeFile(file, JSON.stringify({ ...organisation, absences }));
  await accounts(file);
  expect(await accounts(file)).toContain('1 absence(s) are recorded');
  expect(await kept()).toMatchObject([{ account: 'll.jw', recorded_by: 'organisation file' }]);
  expect(await accounts('away', 'll.jw', '--from', '2027-01-20')).toContain(
    '✗ ll.jw is away twice at once: from 2027-01-20 on and 2027-01-01 to 2027-01-20',
  );
});

it('refuses a deputy who cannot log in', async () => {
  await query(database.url, `UPDATE account SET disabled_at = now() WHERE username = 'll.mayor'`);
  expect(await accounts('away', 'll.xfb', '--from', '2028-01-01', '--deputy', 'll.mayor')).toContain(
    '✗ ll.mayor is to act for ll.xfb, and their account is closed',
  );
});
