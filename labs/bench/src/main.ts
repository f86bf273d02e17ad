// `npm run bench`: what the system does in a second, beside what this machine could do at all, taken in the same run.
import { writeFile } from 'node:fs/promises';
import { readOptions } from './options.ts';
import { measureParts } from './parts.ts';
import { showProgress } from './progress.ts';
import { reportOf } from './report.ts';
import { raiseStage } from './stage/stage.ts';

/** @throws Help, Misuse, Fault */
export async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const progress = showProgress(process.stderr);
  const stage = await raiseStage(options.folder, progress.say);
  try {
    const results = await measureParts(options.parts, stage, options.sizes, progress.say).finally(progress.end);
    process.stdout.write(reportOf(results));
    if (options.json) await writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`);
  } finally {
    await stage.clear();
  }
}
