// `npm run accounts -- FILE.json` adds units, accounts and absences; `-- --reset NAME` sets a new password; `-- away`,
// `-- back` and `-- absences` keep who is on leave and who acts for them. The file has the shape of examples/township/township.json,
// with an optional "email" for each unit and person, "dissolvedOn" and "successor" for units, and "absences"; what it leaves
// out of a unit stays as it is.
import { ensureBuilt } from './built.mjs';
import { absences, away, back } from './accounts/absences.mjs';
import { add, reset } from './accounts/organisation.mjs';
import { databaseUrl } from './demo-database.mjs';
import { command, Help, Misuse } from './fault.mjs';
import { requireNode } from './node-version.mjs';

const usage = `Usage: npm run accounts -- FILE.json              add units, accounts and absences
       npm run accounts -- --reset USERNAME       set a new password
       npm run accounts -- away USERNAME --from YYYY-MM-DD [--to YYYY-MM-DD] [--deputy USERNAME]
                                [--kind leave|delegation|vacancy]
       npm run accounts -- back USERNAME [--on YYYY-MM-DD]
       npm run accounts -- absences               who is away now or later`;

const COMMANDS = { '--reset': reset, away, back, absences };

await command(async () => {
  requireNode();
  const [first, ...rest] = process.argv.slice(2);
  if ([first, ...rest].some((arg) => ['--help', '-h'].includes(arg))) throw new Help(usage);
  if (!first) throw new Misuse(usage);
  if (first.startsWith('-') && !(first in COMMANDS)) throw new Misuse(usage, `Unknown option '${first}'`);
  const work = first in COMMANDS ? COMMANDS[first](usage, rest) : add(usage, [first, ...rest]);
  await ensureBuilt();
  const [domain, office, platform] = await Promise.all([
    import('../libs/domain/dist/index.js'),
    import('../libs/office/dist/index.js'),
    import('../libs/platform/dist/index.js'),
  ]);
  const dataSource = await platform.openDatabase(await databaseUrl(), {
    poolSize: 3,
    applicationName: 'huiyin-accounts',
  });
  try {
    await work({ domain, office, platform, dataSource });
  } finally {
    await dataSource.destroy();
  }
});
