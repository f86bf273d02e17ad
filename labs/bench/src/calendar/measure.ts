// A corrected holiday notice for many open cases, with the commands that a user gives: previewed, applied, compared.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '@huiyin/tools/fault';
import type { Say } from '../progress.ts';
import type { Sizes } from '../sizes.ts';
import type { Stage } from '../stage/stage.ts';
import { runCommand } from './command.ts';
import { NOW, writeNotice } from './notice.ts';
import { writeOpenCases } from './open-cases.ts';

const APPROVED = ['--by', 'qh.director', '--ground', '国办发明电'];

export interface CommandResult {
  readonly name: string;
  readonly ms: number;
  /** Its most memory, MiB; null where it is not known of this command alone. */
  readonly most: number | null;
}

export interface Audited {
  readonly clean: boolean;
  readonly said: string;
}

export interface CalendarResult {
  readonly cases: number;
  readonly commands: readonly CommandResult[];
  /** What applying said, by line. */
  readonly said: readonly string[];
  readonly audited: Audited;
  readonly seeding: {
    readonly ms: number;
    /** How many histories the engine wrote itself. */
    readonly originals: number;
  };
}

export async function measureCalendar(stage: Stage, { openCases: cases }: Sizes, say: Say): Promise<CalendarResult> {
  const startedAt = Date.now();
  const database = await stage.databases.township('calendar', NOW);
  const originals = await writeOpenCases(database, cases, NOW, say);
  const seeding = { ms: Date.now() - startedAt, originals };
  const law = await writeNotice(stage.folder);
  const env = { DATABASE_URL: database.url, HUIYIN_LAW: law, HUIYIN_CLOCK: 'virtual' };
  const file = join(stage.folder, 'calendar.ndjson');
  await rm(file, { force: true });

  say('calendar: preview');
  const previewed = await runCommand('calendar', ['--preview', file], env);
  say('calendar: apply and compare');
  const applied = await runCommand('calendar', ['--apply', file, ...APPROVED], env);
  say('calendar: audit');
  return {
    cases,
    // Applying says what it has done before it compares, so the two can be told apart; their memory cannot.
    commands: [
      { name: 'preview', ms: previewed.ms, most: previewed.most },
      { name: 'apply', ms: applied.saidMs, most: applied.most },
      { name: 'comparison after it', ms: applied.ms - applied.saidMs, most: null },
    ],
    said: applied.out.trim().split('\n'),
    audited: await audited(env),
    seeding,
  };
}

async function audited(env: Readonly<Record<string, string>>): Promise<Audited> {
  try {
    const { out } = await runCommand('audit', [], env);
    return { clean: true, said: out.trim() };
  } catch (error) {
    if (error instanceof Fault) return { clean: false, said: error.message };
    throw error;
  }
}
