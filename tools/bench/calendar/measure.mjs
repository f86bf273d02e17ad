// A corrected holiday notice for many open cases, with the commands that a user gives: previewed, applied, compared.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './command.mjs';
import { NOW, writeNotice } from './notice.mjs';
import { writeOpenCases } from './open-cases.mjs';

const PROGRAM = 'tools/calendar.mjs';
const APPROVED = ['--by', 'qh.director', '--ground', '国办发明电'];

export async function measure(stage, { openCases: cases }, progress) {
  const startedAt = Date.now();
  const databaseUrl = await stage.databaseAt('calendar', NOW);
  const originals = await writeOpenCases(stage, { databaseUrl, cases, now: NOW }, progress);
  const seeding = { ms: Date.now() - startedAt, originals };
  const env = { DATABASE_URL: databaseUrl, HUIYIN_LAW: await writeNotice(stage), HUIYIN_CLOCK: 'virtual' };
  const file = join(stage.folder, 'calendar.ndjson');
  await rm(file, { force: true });

  progress.say('calendar: preview');
  const previewed = await run([PROGRAM, '--preview', file], env);
  progress.say('calendar: apply and compare');
  const applied = await run([PROGRAM, '--apply', file, ...APPROVED], env);
  progress.say('calendar: audit');
  const audited = await run(['tools/audit.mjs'], env).then(
    ({ out }) => ({ clean: true, said: out.trim() }),
    ({ message }) => ({ clean: false, said: message }),
  );
  return {
    cases,
    // Applying says what it has done before it compares, so the two can be told apart; their memory cannot.
    commands: [
      { name: 'preview', ms: previewed.ms, most: previewed.most },
      { name: 'apply', ms: applied.saidMs, most: applied.most },
      { name: 'comparison after it', ms: applied.ms - applied.saidMs, most: null },
    ],
    said: applied.out.trim().split('\n'),
    audited,
    seeding,
  };
}
