// What `npx huiyin migrate` says to somebody at a terminal; what it does to stored rows is told in test/upgrade.spec.ts.
import { emptyDatabase } from '../support/own-database.ts';
import { runHuiyin } from '../support/program.ts';

it('brings an empty database up to date, and one that is so already', async () => {
  const database = await emptyDatabase();
  for (let n = 0; n < 2; n++) {
    const ended = await runHuiyin(['migrate'], { DATABASE_URL: database.url });
    expect(ended).toEqual({ code: 0, out: 'The database is up to date.\n', err: '' });
  }
  await database.drop();
});

function nowhere(): string {
  const url = new URL(String(process.env.HUIYIN_TEST_SERVER_URL));
  url.pathname = '/nowhere';
  return url.href;
}

it.each<[string, () => string, RegExp]>([
  ['no database', () => '', /DATABASE_URL names the database to migrate, and is not set/],
  ['an address that is none', () => 'x', /DATABASE_URL: must begin with postgres:/],
  ['a database that is not there', nowhere, /The database at postgres:.* cannot be used: database "nowhere" does not/],
])('says in words of %s', async (_, url, words) => {
  const { code, err } = await runHuiyin(['migrate'], { DATABASE_URL: url() });
  expect(err).toMatch(words);
  expect(err).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
});
