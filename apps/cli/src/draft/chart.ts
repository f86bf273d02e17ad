// A draft of a chart: a module that makes a definition out of what this program has.
import { access, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Law } from '@huiyin/office';
import { Fault } from '@huiyin/tools/fault';
import { root } from '@huiyin/tools/workspace';
import * as workflow from '@huiyin/workflow';
import type { DraftedChart } from '@huiyin/workflow';

const FOLDER = join(root, 'examples/drafts/');
const ENDING = '.mjs';

/** Where a draft is: a bare name is looked for among the drafts, anything else is a path. @throws Fault */
export async function chartFile(nameOrPath: string): Promise<string> {
  const isName = /^[\w-]+$/.test(nameOrPath);
  const file = isName ? `${FOLDER}${nameOrPath}${ENDING}` : resolve(nameOrPath);
  if (await exists(file)) return file;
  if (!isName) throw new Fault(`There is no draft ${file}.`);
  const files = await readdir(FOLDER).catch((): string[] => []);
  const names = files.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
  throw new Fault(`There is no draft '${nameOrPath}' in ${FOLDER}. There is: ${names.join(', ') || 'none'}.`);
}

/**
 * The definition that a file drafts, and its reasons; without a file the chart as it is.
 * @throws Fault where the file drafts none, or one that is not sound, with every fault
 */
export async function loadChart(file: string | undefined, calendars: Law['calendars']): Promise<DraftedChart> {
  if (file === undefined) return { definition: workflow.petitionDefinition(calendars) };
  const drafted = await draftedIn(file, calendars);
  try {
    workflow.registryOf([drafted.definition]);
    return drafted;
  } catch (error) {
    throw error instanceof workflow.UnsoundMachine ? new Fault(`${file}: ${error.message}`, { cause: error }) : error;
  }
}

async function draftedIn(file: string, calendars: Law['calendars']): Promise<DraftedChart> {
  try {
    const { default: draft } = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
    return await workflow.draftedChart(draft, { workflow, calendars });
  } catch (error) {
    if (error instanceof workflow.NoChart)
      throw new Fault(`${file} drafts no definition: ${error.message}.`, { cause: error });
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    const where = stack?.split('\n').find((line) => line.includes(file));
    throw new Fault(`${file} cannot be run: ${message}${where ? `\n${where}` : ''}`, { cause: error });
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
