// What `npx huiyin migrate-cases` says to somebody who asks for what is not there: words, no stack trace.
import { ownDatabase } from '../support/own-database.ts';
import type { OwnDatabase } from '../support/own-database.ts';
import { runHuiyin } from '../support/program.ts';

let database: OwnDatabase;
beforeAll(async () => (database = await ownDatabase()));
afterAll(() => database.drop());

it.each([
  ['no versions', ['--dry-run'], /--from takes the number of a version\.\nUsage:/],
  ['no number', ['--from', 'two', '--to', '3', '--dry-run'], /--from takes the number of a version, not 'two'/],
  ['a word it does not know', ['--form', '1'], /--form[^]*Usage:/],
  ['nobody who does it', ['--from', '2', '--to', '3'], /--by names the account that does it/],
  ['a try of taking back', ['--from', '3', '--to', '2', '--back', '--dry-run'], /not what --back would/],
  [
    'versions without a migration',
    ['--from', '1', '--to', '2', '--dry-run'],
    /No migration of petition from version 1 to 2 is registered\. This program has version[^]*docs\/migrations\.md/,
  ],
  [
    'one to take back',
    ['--from', '2', '--to', '1', '--back', '--by', 'admin'],
    /No migration of petition from version 1 to 2/,
  ],
])('%s', async (_, args, message) => {
  const { code, out, err } = await runHuiyin(['migrate-cases', ...args], { DATABASE_URL: database.url });
  const output = out + err;
  expect(output).toMatch(message);
  expect(code).toBe(output.includes('Usage:') ? 2 : 1);
  expect(output).not.toMatch(/^\s+at /m);
});
