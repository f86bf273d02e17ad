import { migrateCases, surveyMigration, takeBackCases } from '@huiyin/office';
import type { MigrationProgress, MigrationSurvey } from '@huiyin/office';
import { Fault } from '@huiyin/tools/fault';
import { Progress } from '@huiyin/tools/progress';
import { createMigrating, PETITION, StatesUnmapped, UnknownMigration } from '@huiyin/workflow';
import type { ChartChange, MigratedBy, Migrating, PetitionRegistry } from '@huiyin/workflow';
import { actorOf } from '../system/actor.ts';
import { legalClock, standingClock } from '../system/clock.ts';
import { engineOn } from '../system/engine.ts';
import { withCases } from '../system/opened.ts';
import type { OpenedCases } from '../system/opened.ts';
import type { Run, Wanted } from './work.ts';
import { finished, surveyed } from './report.ts';

/** @returns the exit code: 0 when every case went on, or would */
export function carryOut(wanted: Wanted): Promise<number> {
  return withCases('migrate-cases', async (opened) => {
    try {
      return await done(wanted, opened);
    } catch (error) {
      throw inWords(error, opened.registry);
    }
  });
}

async function done({ from, to, json, does }: Wanted, opened: OpenedCases): Promise<number> {
  const change = { id: PETITION.id, from, to };
  refuseUnknown(change, does !== 'survey' && does.back, opened.registry);
  const clock = await (does === 'survey' ? standingClock : legalClock)(opened);
  const migrating = createMigrating(engineOn(opened, clock));
  if (does === 'survey') {
    const survey = await surveyOf(migrating, change);
    print(json ? { ...change, ...survey } : surveyed(change, survey));
    return survey.failures.length === 0 ? 0 : 1;
  }
  const actor = await actorOf(opened.pool, does.by);
  const last = await ran(does, migrating, change, { actor, ground: does.ground });
  print(json ? { ...change, ...last } : finished(change, does.back, last));
  return last.failures.length + last.held === 0 ? 0 : 1;
}

/** What is not registered is said before anything is looked at. @throws UnknownMigration */
function refuseUnknown({ id, from, to }: ChartChange, back: boolean, registry: PetitionRegistry): void {
  if (back) registry.migration(id, to, from);
  else registry.migration(id, from, to);
}

async function surveyOf(migrating: Migrating, change: ChartChange): Promise<MigrationSurvey> {
  const progress = new Progress();
  try {
    return await surveyMigration(migrating, change, (far) => progress.show(far));
  } finally {
    progress.end();
  }
}

async function ran(
  { back }: Run,
  migrating: Migrating,
  change: ChartChange,
  said: MigratedBy,
): Promise<MigrationProgress> {
  const progress = new Progress();
  let last: MigrationProgress = { migrated: 0, total: 0, failures: [], movedOn: [], held: 0 };
  try {
    for await (const far of (back ? takeBackCases : migrateCases)(migrating, change, said)) {
      last = far;
      progress.show({ done: far.migrated, total: far.total });
    }
    return last;
  } finally {
    progress.end();
  }
}

function print(report: string | object): void {
  process.stdout.write(typeof report === 'string' ? report : `${JSON.stringify(report, null, 2)}\n`);
}

/** The error, with what to do about it where that does not go without saying. */
function inWords(error: unknown, { definitions }: PetitionRegistry): unknown {
  if (error instanceof UnknownMigration) {
    const versions = definitions.map(({ version }) => version).sort((a, b) => a - b);
    const there = `This program has version${versions.length > 1 ? 's' : ''} ${versions.join(', ')} of the chart.`;
    const how = `${capital(error.message)}. ${there} How a migration is made: docs/migrations.md`;
    return new Fault(how, { cause: error });
  }
  if (error instanceof StatesUnmapped) {
    const where = `Cases are in states that the migration leads nowhere, so none was touched. ${capital(error.message)}`;
    return new Fault(where, { cause: error });
  }
  return error;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
