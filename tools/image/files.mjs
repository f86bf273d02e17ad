// What the Dockerfile and .dockerignore say.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../workspace.mjs';

/** @typedef {{ readonly word: string, readonly rest: string }} Step an instruction, as its word and what follows it */
/**
 * @typedef {object} Copy
 * @property {string | null} from the stage it is copied from; null is the build context
 * @property {readonly string[]} sources
 * @property {string} target
 */

/** @param {string} file in the repository */
export const textOf = (file) => readFileSync(join(root, file), 'utf8');

/** @param {string} text */
const linesOf = (text) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/**
 * The Dockerfile's instructions.
 * @returns {Step[]}
 */
export function stepsOf() {
  const joined = linesOf(textOf('Dockerfile')).join('\n').replaceAll('\\\n', ' ');
  return joined.split('\n').map((line) => {
    const [word = ''] = line.split(/\s/);
    return { word, rest: line.slice(word.length).trim() };
  });
}

/** @param {readonly Step[]} steps */
export function copiesOf(steps) {
  return steps.filter(({ word }) => ['COPY', 'ADD'].includes(word)).map(copyOf);
}

/**
 * @param {Pick<Step, 'rest'>} step
 * @returns {Copy}
 */
export function copyOf({ rest }) {
  const paths = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
  const from = /--from=(\S+)/.exec(rest)?.[1] ?? null;
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
}

/**
 * Whether .dockerignore lets a path into the build context: the last line that names it decides.
 * @param {string} path
 */
export function isInContext(path) {
  return linesOf(textOf('.dockerignore')).reduce((kept, line) => {
    const isException = line.startsWith('!');
    return patternOf(isException ? line.slice(1) : line).test(path) ? isException : kept;
  }, true);
}

/**
 * Whether something below a folder is let in by its own name, although the folder is not.
 * @param {string} folder
 */
export function leadsIntoContext(folder) {
  const depth = folder.split('/').length;
  return linesOf(textOf('.dockerignore'))
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1).split('/'))
    .some((parts) => parts.length > depth && patternOf(parts.slice(0, depth).join('/')).test(folder));
}

/**
 * A pattern of .dockerignore: it names a path and all that lies in it.
 * @param {string} line
 */
function patternOf(line) {
  const parts = line.split('/').map((part) => part.replace(/[.+^${}()|[\]]/g, '\\$&').replaceAll('*', '[^/]*'));
  const path = parts.join('/').replaceAll('[^/]*[^/]*/', '(?:.*/)?');
  return new RegExp(`^${path}(?:/.*)?$`);
}
