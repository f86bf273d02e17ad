// `npm run bench`: what the system does in a second, beside what this machine could do at all, taken in the same run.
import { ensureBuilt } from '../built.mjs';
import { command } from '../fault.mjs';
import { requireNode } from '../node-version.mjs';
import { readOptions } from './options.mjs';
import { Progress } from './progress.mjs';
import { printReport, writeJson } from './report.mjs';

await command(async () => {
  requireNode();
  const options = readOptions(process.argv.slice(2));
  await ensureBuilt();
  const { raiseStage } = await import('./stage.mjs');
  const progress = new Progress();
  const stage = await raiseStage(options, progress);
  try {
    const results = {};
    for (const part of options.parts) {
      const { measure } = await import(`./${part}/measure.mjs`);
      results[part] = await measure(stage, options, progress);
    }
    results.machine = await stage.machine();
    progress.end();
    printReport(results);
    if (options.json) await writeJson(options.json, results);
  } finally {
    progress.end();
    await stage.clear();
  }
});
process.exit();
