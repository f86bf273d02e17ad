// How commands are called: what they answer to --help and to a wrong call, and to a database or a port that will not do.
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { COMMANDS } from '../../apps/cli/src/commands.ts';
import { ownDatabase } from '../support/own-database.ts';
import { runHuiyin, runProgram, type Ended } from '../support/program.ts';

const root = new URL('../../', import.meta.url);
const nowhere = 'postgres://nobody:secret@127.0.0.1:1/nothing';
const without = { DATABASE_URL: '', HUIYIN_DATA_DIR: tmpdir() };

/** @param command a tool, and what it is always given */
function call(command: string, args: readonly string[], env: Record<string, string> = without): Promise<Ended> {
  const [tool, ...given] = command.split(' ');
  return runProgram(new URL(`tools/${tool}.mjs`, root), [...given, ...args], env);
}

const TOOLS = ['run labs/bench', 'run labs/chaos', 'run labs/chart', 'build', 'image', 'simulate', 'start', 'verify'];

const CALLS: [string, (args: readonly string[]) => Promise<Ended>][] = [
  ...TOOLS.map((tool): (typeof CALLS)[number] => [tool, (args) => call(tool, args)]),
  ['huiyin', (args) => runHuiyin(args, without)],
  ...COMMANDS.map(({ name }): (typeof CALLS)[number] => [name, (args) => runHuiyin([name, ...args], without)]),
];

it.each(CALLS)('%s says how it is called, and refuses what it does not know', async (_, called) => {
  const [asked, wrong] = await Promise.all([called(['--help']), called(['--no-such-option'])]);
  expect(asked).toEqual({ code: 0, out: expect.stringMatching(/^Usage:/), err: '' });
  expect(wrong).toEqual({
    code: 2,
    out: '',
    err: expect.stringMatching(/✗ Unknown option '--no-such-option'\nUsage:/),
  });
});

it('huiyin lists every command, each with one line, and knows its version', async () => {
  const [{ out }, version] = await Promise.all([runHuiyin(['--help']), runHuiyin(['--version'])]);
  for (const { name, summary } of COMMANDS) expect(out).toContain(`\n  ${name.padEnd(14)} ${summary}\n`);
  expect(version).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
});

it.each<[string, string[], string]>([
  ['a command that is none', ['frobnicate'], "There is no command 'frobnicate'.\nUsage:"],
  ['a command with a slip', ['audti'], "There is no command 'audti'. Did you mean 'audit'?\nUsage:"],
  ['no command', [], '✗ Usage:'],
  ['no file of accounts', ['accounts'], 'Usage:'],
  ['a file of accounts, and another', ['accounts', 'a.json', 'b.json'], 'Usage:'],
  ['a password for nobody', ['accounts', '--reset'], 'Usage:'],
  ['one that is away from no day on', ['accounts', 'away', 'll.xfb'], 'Usage:'],
  ['absences of somebody', ['accounts', 'absences', 'll.xfb'], 'Usage:'],
  ['one that comes back, and another', ['accounts', 'back', 'll.xfb', 'll.zrs'], 'Usage:'],
  ['an argument for what takes none', ['audit', 'everything'], 'Usage:'],
  ['two works at once', ['calendar', '--preview', '--verify', 'x'], 'Usage:'],
  ['a version that is none', ['migrate-cases', '--from', 'x', '--to', '3', '--dry-run'], 'Usage:'],
  ['nothing to try', ['draft'], 'Usage:'],
])('a wrong call: %s', async (_, args, words) => {
  expect(await runHuiyin(args, without)).toEqual({ code: 2, out: '', err: expect.stringContaining(words) });
});

it.each<[string, string, string[]]>([
  ['no days at all', 'simulate', ['--days', '0']],
  ['a project that is none', 'build', ['libs/nothing']],
])('a wrong call: %s', async (_, tool, args) => {
  expect(await call(tool, args)).toEqual({ code: 2, out: '', err: expect.stringContaining('Usage:') });
});

const READING = [[['accounts', 'absences']], [['audit']], [['calendar']], [['draft', '--chart', 'draft']]];

it.each(READING)('%j tells of a database that is not migrated in one line', async (args) => {
  const url = String(process.env.HUIYIN_TEST_SERVER_URL);
  const { code, err } = await runHuiyin(args, { DATABASE_URL: url, HUIYIN_CLOCK: 'virtual' });
  expect(err.trim()).toMatch(/^✗ The database is not up to date with this program \(.*\)\. .*: npm run migrate$/);
  expect(code).toBe(1);
});

it.each(READING)('%j tells of a database that is not there in one line', async (args) => {
  const { code, err } = await runHuiyin(args, { DATABASE_URL: nowhere });
  expect(err.trim()).toMatch(/^✗ The database cannot be used: .*ECONNREFUSED.*$/);
  expect(code).toBe(1);
});

it('tells every fault of the settings of a command', async () => {
  const { code, err } = await runHuiyin(['audit'], { DATABASE_URL: 'x', HUIYIN_CLOCK: 'broken' });
  expect(err).toContain('the configuration is not valid:\n');
  expect(err.match(/^ {2}- \w+/gm)?.sort()).toEqual(['  - DATABASE_URL', '  - HUIYIN_CLOCK']);
  expect(code).toBe(1);
});

describe.each(['api', 'worker'])('the %s, which does not start', (name) => {
  const start = (env: Record<string, string>) =>
    runProgram(new URL(`apps/${name}/dist/main.js`, root), [], {
      DATABASE_URL: String(process.env.HUIYIN_TEST_SERVER_URL),
      ...env,
    });

  it('says that a port is none', async () => {
    const { code, err } = await start({ PORT: 'abc' });
    expect(err).toBe('the configuration is not valid:\n  - PORT: is not a port number\n');
    expect(code).toBe(1);
  });

  it('says that the database is not migrated', async () => {
    const { code, err } = await start({ HUIYIN_CLOCK: 'virtual' });
    expect(err).toMatch(/^The database is not up to date with this program \(.*\)\. .*: npm run migrate\n$/);
    expect(code).toBe(1);
  });

  it('says that the database is not there', async () => {
    const { code, err } = await start({ DATABASE_URL: nowhere });
    expect(err).toMatch(/^The database cannot be used: .*ECONNREFUSED.*\n$/);
    expect(code).toBe(1);
  });
});

it('the api says that its port is taken', async () => {
  const other = createServer().listen(0, '0.0.0.0');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const database = await ownDatabase();
  const env = { DATABASE_URL: database.url, PORT: String(port), HOST: '0.0.0.0' };
  const { code, err } = await runProgram(new URL('apps/api/dist/main.js', root), [], env);
  expect(err).toBe(`port ${port} is taken: choose another (PORT, of a worker WORKER_PORT)\n`);
  expect(code).toBe(1);
  other.close();
  await database.drop();
});
