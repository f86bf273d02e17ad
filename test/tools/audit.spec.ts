// What `npx huiyin audit` says to somebody at a terminal; what it finds is told in test/engine/audit.spec.ts.
import { ownDatabase } from '../support/own-database.ts';
import { runHuiyin } from '../support/program.ts';

it('says that every chain is whole', async () => {
  const database = await ownDatabase();
  const { code, out } = await runHuiyin(['audit'], { DATABASE_URL: database.url });
  expect({ code, out }).toEqual({ code: 0, out: '✓ 0 case(s): every chain whole, every history replays\n' });
  await database.drop();
});

it('says in words that the law cannot be read', async () => {
  const { code, err } = await runHuiyin(['audit'], { DATABASE_URL: 'postgres://a/b', HUIYIN_LAW: '/nowhere' });
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('/nowhere') });
  expect(err).not.toMatch(/^\s+at /m);
});
