/** `npm run chart`: checks whether the chart is sound, and shows it as it is in docs/stages.svg, docs/stages.md and docs/law.md. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { petitionDefinition } from '@huiyin/workflow';
import { Fault, Misuse } from '@huiyin/tools/fault';
import { readArgs } from '@huiyin/tools/options';
import { root } from '@huiyin/tools/workspace';
import { documentsOf } from './documents.ts';
import type { Documents } from './documents.ts';

const USAGE = `Usage: npm run chart [-- [FOLDER] [--check]]
  writes stages.svg, stages.md and law.md into docs, or into FOLDER, and says whether the chart is sound
  --check  writes nothing, and fails when the files differ from the chart`;

/** @throws Misuse; Fault when the chart is not sound, or the files differ from it */
export async function main(args: readonly string[]): Promise<void> {
  const config = { options: { check: { type: 'boolean' } }, allowPositionals: true } as const;
  const { values, positionals } = readArgs(USAGE, config, args);
  const [folder = join(root, 'docs'), ...others] = positionals;
  if (others.length > 0) throw new Misuse(USAGE);
  const { files, report, faults } = await documentsOf(petitionDefinition());
  process.stdout.write(`${report}\n`);
  await (values.check ? compare(folder, files) : write(folder, files));
  if (faults.length > 0) throw new Fault(`The chart is not sound:\n  ${faults.join('\n  ')}`);
}

async function write(folder: string, files: Documents['files']): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
}

async function compare(folder: string, files: Documents['files']): Promise<void> {
  const found = Object.entries(files).map(async ([name, text]) => {
    const stored = await readFile(join(folder, name), 'utf8').catch(() => '');
    return stored === text ? [] : [name];
  });
  const differing = (await Promise.all(found)).flat();
  if (differing.length > 0) {
    throw new Fault(`${differing.join(', ')} no longer show the chart. Write them again: npm run chart`);
  }
}
