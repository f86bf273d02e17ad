// `npm run calendar`: which working-day calendars there are, and what a new holiday notice would do to the open cases.
// docs/calendars.md tells how a notice is entered, previewed, approved and applied.
import { ensureBuilt } from './built.mjs';
import { readOptions } from './calendar/options.mjs';
import { apply } from './calendar/apply.mjs';
import { list } from './calendar/list.mjs';
import { preview } from './calendar/preview.mjs';
import { verify } from './calendar/verify.mjs';
import { databaseUrl } from './demo-database.mjs';
import { command } from './fault.mjs';
import { readLaw } from './law.mjs';
import { requireNode } from './node-version.mjs';

const WORK = { list, preview, apply, verify };

await command(async () => {
  requireNode();
  const options = readOptions(process.argv.slice(2));
  await ensureBuilt();
  const [office, platform, workflow] = await Promise.all([
    import('../libs/office/dist/index.js'),
    import('../libs/platform/dist/index.js'),
    import('../libs/workflow/dist/index.js'),
  ]);
  const law = readLaw(office);
  const url = await databaseUrl();
  const dataSource = await platform.openDatabase(url, { poolSize: 3, applicationName: 'huiyin-calendar' });
  try {
    const pool = platform.poolOf(dataSource);
    const registry = workflow.petitionRegistry(law.calendars);
    process.exitCode = await WORK[options.work]({ options, office, platform, workflow, law, url, pool, registry });
  } finally {
    await dataSource.destroy();
  }
});
