// `npm run chaos`: the real system, killed and paused by a seeded hand while clients remember every answer they got.
import { ensureBuilt } from './built.mjs';
import { readOptions } from './chaos/options.mjs';
import { command, Fault } from './fault.mjs';
import { requireNode } from './node-version.mjs';

await command(async () => {
  requireNode();
  const options = readOptions(process.argv.slice(2));
  await ensureBuilt();
  const { run } = await import('./chaos/run.mjs');
  const { printReport, writeJson } = await import('./chaos/report.mjs');
  const results = [];
  for (const backend of options.backends) results.push(await run({ ...options, backend }));
  printReport(results);
  if (options.json) await writeJson(options.json, results);
  const broken = results.reduce((sum, { violations }) => sum + violations.length, 0);
  if (broken > 0) throw new Fault(`${broken} violation(s)`);
});
process.exit();
