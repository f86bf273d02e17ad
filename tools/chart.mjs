// `npm run chart`: draws the stages from the chart itself, docs/stages.svg and docs/stages.md.
// `--check` writes nothing and fails when the files differ from what would be drawn. A folder may be named instead of docs.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command, Fault } from './fault.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await command(async () => {
  const args = process.argv.slice(2);
  const folder = args.find((arg) => !arg.startsWith('-')) ?? join(root, 'docs');
  const drawn = await draw();
  await (args.includes('--check') ? compare(folder, drawn) : write(folder, drawn));
});

/** @returns the text of each file by name */
async function draw() {
  const { build } = await import('./build.mjs');
  await build(['libs/domain', 'libs/workflow']);
  const [workflow, { modelOf }, { pictureOf }, { tableOf }] = await Promise.all([
    loadWorkflow(),
    import('./chart/model.mjs'),
    import('./chart/picture.mjs'),
    import('./chart/table.mjs'),
  ]);
  const model = modelOf(workflow);
  return { 'stages.svg': pictureOf(model), 'stages.md': await tableOf(model, workflow) };
}

async function loadWorkflow() {
  const load = (file) => import(new URL(`../libs/workflow/dist/${file}`, import.meta.url).href);
  const parts = ['index.js', 'contract.js', 'petition/rules.js', 'petition/clock.js'];
  const [server, contract, rules, clock] = await Promise.all(parts.map(load));
  const { machine } = server.petitionDefinition();
  return { ...server, ...contract, ...rules, SLOTS: clock.SLOTS, machine };
}

async function write(folder, drawn) {
  await mkdir(folder, { recursive: true });
  await Promise.all(Object.entries(drawn).map(([name, text]) => writeFile(join(folder, name), text)));
}

async function compare(folder, drawn) {
  const files = Object.entries(drawn).map(async ([name, text]) => {
    const stored = await readFile(join(folder, name), 'utf8').catch(() => '');
    return stored === text ? [] : [name];
  });
  const differing = (await Promise.all(files)).flat();
  if (differing.length > 0) {
    throw new Fault(`${differing.join(' and ')} no longer show the chart. Draw them again: npm run chart`);
  }
}
