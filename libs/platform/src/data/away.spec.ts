import pg from 'pg';
import { isDatabaseAway } from './away.ts';

const coded = (code: string) => Object.assign(new Error('…'), { code });

it.each(['ECONNREFUSED', 'ECONNRESET', '08006', '53300', '55P03', '57P01', '57P03'])('%s: away', (code) => {
  expect(isDatabaseAway(coded(code))).toBe(true);
});

it.each(['23505', '22P02', '40001', '42P01', 'ENOENT', ''])('“%s”: something else', (code) => {
  expect(isDatabaseAway(coded(code))).toBe(false);
});

it('an address at which nobody listens is away', async () => {
  const client = new pg.Client({ connectionString: 'postgres://nobody@127.0.0.1:1/nothing' });
  const error: unknown = await client.connect().catch((refused: unknown) => refused);
  expect(isDatabaseAway(error)).toBe(true);
});

it('what is no error is none', () => {
  expect([undefined, null, 'ECONNREFUSED', {}].map(isDatabaseAway)).toEqual([false, false, false, false]);
});
