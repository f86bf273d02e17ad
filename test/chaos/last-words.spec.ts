// PostgreSQL may say goodbye in the same breath in which it answers. The pool has then lent the connection to the next
// one, who has not begun to listen; pg reports the loss by an event, and an event that nobody hears ends the process.
import { ownDatabase } from '../support/own-database.ts';
import type { OwnDatabase } from '../support/own-database.ts';
import { runProgram } from '../support/program.ts';
import { goodbyeOn } from './goodbye.ts';

let database: OwnDatabase;
beforeAll(async () => (database = await ownDatabase()));
afterAll(() => database.drop());

/** Runs a program of this folder to its end. @returns what it wrote as JSON */
async function run<T>(program: string, ...given: string[]): Promise<T> {
  const { code, out, err } = await runProgram(new URL(program, import.meta.url), given);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as T;
}

it('a goodbye that comes with the answer fails a statement at most, and the next has a connection again', async () => {
  const between = await goodbyeOn(database.url, (asked) => asked.includes('last words'));
  const { outcomes, after } = await run<{ outcomes: string[]; after: unknown[] }>('last-words.mjs', between.url);
  between.close();
  expect(outcomes[0]).toBe('fulfilled');
  expect(after).toEqual([{ one: 1 }]);
});

it('a goodbye that comes with the welcome ends no worker, and its queue is heard all the same', async () => {
  const READY_FOR_QUERY = Buffer.from('Z\0\0\0\x05I');
  let welcomes = 0;
  const between = await goodbyeOn(
    database.url,
    (_asked, answer) => answer.includes('server_version') && answer.includes(READY_FOR_QUERY) && ++welcomes <= 6,
  );
  const { heard } = await run<{ heard: string }>('last-ring.mjs', between.url, database.url);
  between.close();
  expect(heard).toBe('ring');
  expect(welcomes).toBeGreaterThan(6);
});
