// A draft of a chart: a module that makes a definition out of what this program has.
import { access, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as xstate from 'xstate';
import { Fault } from '../fault.mjs';

const FOLDER = fileURLToPath(new URL('../../examples/drafts/', import.meta.url));

/** Where a draft is: a bare name is looked for among the drafts, anything else is a path. @throws Fault */
export async function chartFile(nameOrPath) {
  const isName = /^[\w-]+$/.test(nameOrPath);
  const file = isName ? `${FOLDER}${nameOrPath}.mjs` : resolve(nameOrPath);
  if (await exists(file)) return file;
  if (!isName) throw new Fault(`There is no draft ${file}.`);
  const files = await readdir(FOLDER).catch(() => []);
  const names = files.filter((name) => name.endsWith('.mjs')).map((name) => name.slice(0, -'.mjs'.length));
  throw new Fault(`There is no draft '${nameOrPath}' in ${FOLDER}. There is: ${names.join(', ') || 'none'}.`);
}

/**
 * The definition that a file drafts, and its reasons; without a file the chart as it is.
 * @throws Fault where the file drafts none, or one that is not sound, with every fault
 */
export async function loadChart(file, { workflow, calendars }) {
  if (!file) return { definition: workflow.petitionDefinition(calendars) };
  const { reasons, ...definition } = await drafted(file, { workflow, xstate, calendars });
  const missing = missingIn(definition);
  if (missing.length > 0) throw new Fault(`${file} drafts no definition: ${missing.join(', ')} is missing or wrong.`);
  try {
    workflow.registryOf([definition]);
  } catch (error) {
    throw error instanceof workflow.UnsoundMachine ? new Fault(`${file}: ${error.message}`) : error;
  }
  return { definition, reasons };
}

async function drafted(file, given) {
  try {
    const { default: draft } = await import(pathToFileURL(file).href);
    if (typeof draft !== 'function') throw new Fault('its default export is no function');
    return { ...(await draft(given)) };
  } catch (error) {
    const where = error.stack?.split('\n').find((line) => line.includes(file));
    throw new Fault(`${file} cannot be run: ${error.message}${where ? `\n${where}` : ''}`);
  }
}

/** What the engine will ask of it and is not there. */
function missingIn({ id, version, machine, view, amendments, finalTags, words }) {
  const wrong = {
    id: typeof id !== 'string',
    version: !Number.isInteger(version),
    machine: typeof machine?.resolveState !== 'function',
    view: typeof view !== 'function',
    amendments: typeof amendments !== 'object' || amendments === null,
    finalTags: !Array.isArray(finalTags),
    words: typeof words?.whyNot !== 'object',
  };
  return Object.keys(wrong).filter((name) => wrong[name]);
}

const exists = (file) =>
  access(file).then(
    () => true,
    () => false,
  );
