import { passing } from '@huiyin/workflow';
import pg from 'pg';

const coded = (code: string) => Object.assign(new Error('…'), { code });

it.each(['ECONNREFUSED', 'ECONNRESET', '08006', '53300', '57P01', '57P03'])('%s: away', (code) => {
  expect(passing(coded(code))).toBe('away');
});

it.each(['55P03', '40P01', '40001'])('%s: held', (code) => {
  expect(passing(coded(code))).toBe('held');
});

it.each(['23505', '22P02', '42P01', 'ENOENT', ''])('“%s”: something else', (code) => {
  expect(passing(coded(code))).toBeUndefined();
});

it('an address at which nobody listens is away', async () => {
  const client = new pg.Client({ connectionString: 'postgres://nobody@127.0.0.1:1/nothing' });
  const error: unknown = await client.connect().catch((refused: unknown) => refused);
  expect(passing(error)).toBe('away');
});

it('what is no error is none', () => {
  expect([undefined, null, 'ECONNREFUSED', {}].map(passing)).toEqual(Array(4).fill(undefined));
});
