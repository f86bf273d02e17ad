// By which clock a command goes, and that one which only looks does not begin it.
import { STATUTORY_CALENDAR } from '@huiyin/domain';
import { lawFolder, noticeFor } from '../support/notices.ts';
import { ownDatabase } from '../support/own-database.ts';
import type { OwnDatabase } from '../support/own-database.ts';
import { runHuiyin } from '../support/program.ts';
import { query } from '../worker/world.ts';

let database: OwnDatabase;
let law: Awaited<ReturnType<typeof lawFolder>>;
beforeAll(async () => {
  database = await ownDatabase();
  const last = Math.max(...STATUTORY_CALENDAR.years.keys());
  law = await lawFolder([{ version: 'next', follows: STATUTORY_CALENDAR.version, years: [noticeFor(last + 1)] }]);
});
afterAll(async () => {
  await database.drop();
  await law.remove();
});

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runHuiyin(args, { DATABASE_URL: database.url, HUIYIN_LAW: law.path, ...env });

it.each([[['accounts', 'absences']], [['calendar', '--preview']], [['calendar']]])(
  '%j begins no clock',
  async (command) => {
    expect(await run(command, { HUIYIN_CLOCK: 'virtual' })).toMatchObject({ code: 0, err: '' });
    expect(await query(database.url, 'SELECT now FROM virtual_clock')).toEqual([]);
  },
);

it.each([[['accounts', 'absences']], [['accounts', 'back', 'somebody']], [['calendar', '--preview']]])(
  '%j does not go back behind a clock that was moved ahead',
  async (command) => {
    await query(
      database.url,
      `INSERT INTO virtual_clock (now) VALUES (now() + interval '1 year') ON CONFLICT DO NOTHING`,
    );
    const { code, err } = await run(command);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('has lived on a virtual clock until') });
    expect(err).not.toMatch(/^\s+at /m);
  },
);
