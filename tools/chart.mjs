// `npm run chart`: shows the chart as it is, docs/stages.svg, docs/stages.md and docs/law.md, and says whether it is sound.
// `--check` writes nothing and fails when the files differ from what would be shown. A folder may be named instead of docs.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command, Fault, Misuse } from './fault.mjs';
import { readArgs } from './options.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const usage = `Usage: npm run chart [-- [FOLDER] [--check]]
  writes stages.svg, stages.md and law.md into docs, or into FOLDER, and says whether the chart is sound
  --check  writes nothing, and fails when the files differ from the chart`;

await command(async () => {
  const { values, positionals } = readArgs(usage, { options: { check: { type: 'boolean' } }, allowPositionals: true });
  if (positionals.length > 1) throw new Misuse(usage);
  const [folder = join(root, 'docs')] = positionals;
  const { build } = await import('./build.mjs');
  await build(['libs/domain', 'libs/workflow']);
  const [{ loadWorkflow }, { chartOf }] = await Promise.all([
    import('./chart/workflow.mjs'),
    import('./chart/chart-of.mjs'),
  ]);
  const { files, report, faults } = await chartOf(await loadWorkflow());
  console.log(report);
  await (values.check ? compare(folder, files) : write(folder, files));
  if (faults.length > 0) throw new Fault(`The chart is not sound:\n  ${faults.join('\n  ')}`);
});

async function write(folder, files) {
  await mkdir(folder, { recursive: true });
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
}

async function compare(folder, files) {
  const found = Object.entries(files).map(async ([name, text]) => {
    const stored = await readFile(join(folder, name), 'utf8').catch(() => '');
    return stored === text ? [] : [name];
  });
  const differing = (await Promise.all(found)).flat();
  if (differing.length > 0) {
    throw new Fault(`${differing.join(', ')} no longer show the chart. Write them again: npm run chart`);
  }
}
