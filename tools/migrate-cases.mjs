// `npm run migrate-cases -- --from 2 --to 3 --dry-run`: has the cases on one version of the chart go on under another.
// docs/migrations.md tells how a version and its migration are made, tried, run and taken back.
import { actorOf, legalClock, standingClock } from './acting.mjs';
import { ensureBuilt } from './built.mjs';
import { databaseUrl } from './demo-database.mjs';
import { command, Fault } from './fault.mjs';
import { readOptions } from './migrate-cases/options.mjs';
import { readLaw } from './law.mjs';
import { finished, surveyed } from './migrate-cases/report.mjs';
import { requireNode } from './node-version.mjs';
import { progressLine } from './progress-line.mjs';

await command(async () => {
  requireNode();
  const options = readOptions(process.argv.slice(2));
  await ensureBuilt();
  const [office, platform, workflow] = await Promise.all([
    import('../libs/office/dist/index.js'),
    import('../libs/platform/dist/index.js'),
    import('../libs/workflow/dist/index.js'),
  ]);
  const dataSource = await platform.openDatabase(await databaseUrl(), {
    poolSize: 2,
    applicationName: 'huiyin-migrate-cases',
  });
  const registry = workflow.petitionRegistry(readLaw(office).calendars);
  try {
    process.exitCode = await carryOut({
      ...options,
      office,
      platform,
      workflow,
      registry,
      pool: platform.poolOf(dataSource),
    });
  } catch (error) {
    throw error instanceof workflow.WorkflowError ? new Fault(inWords(error, registry)) : error;
  } finally {
    await dataSource.destroy();
  }
});

/** @returns the exit code: 0 when every case went on, or would */
async function carryOut({ from, to, back, dryRun, json, by, ground, office, platform, workflow, registry, pool }) {
  const change = { id: workflow.PETITION.id, from, to };
  // What is not registered is said before anything is looked at.
  if (back) registry.migration(change.id, to, from);
  else registry.migration(change.id, from, to);
  const clock = await (dryRun ? standingClock : legalClock)(platform, pool);
  const beside = office.besideCases(new office.Directory(pool));
  const migrating = workflow.createMigrating({ pool, registry, clock, beside, announce: () => {} });
  if (dryRun) {
    const survey = await office.surveyMigration(migrating, change, json ? undefined : progressLine);
    progressLine();
    process.stdout.write(json ? `${JSON.stringify({ ...change, ...survey }, null, 2)}\n` : surveyed(change, survey));
    return survey.failures.length === 0 ? 0 : 1;
  }
  const said = { actor: await actorOf(pool, by), ground };
  const run = back ? office.takeBackCases : office.migrateCases;
  let last;
  for await (const progress of run(migrating, change, said)) {
    last = progress;
    if (!json) progressLine({ done: progress.migrated, total: progress.total });
  }
  progressLine();
  process.stdout.write(json ? `${JSON.stringify({ ...change, ...last }, null, 2)}\n` : finished(change, back, last));
  return last.failures.length + last.held === 0 ? 0 : 1;
}

function inWords({ code, message }, { definitions }) {
  if (code === 'UNKNOWN_MIGRATION') {
    const versions = definitions.map(({ version }) => version).sort((a, b) => a - b);
    const there = `This program has version${versions.length > 1 ? 's' : ''} ${versions.join(', ')} of the chart.`;
    return `${capital(message)}. ${there} How a migration is made: docs/migrations.md`;
  }
  if (code === 'STATES_UNMAPPED') {
    return `Cases are in states that the migration leads nowhere, so none was touched. ${capital(message)}`;
  }
  return message;
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
