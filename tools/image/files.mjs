// What the Dockerfile and .dockerignore say.
import { readFileSync } from 'node:fs';

export const root = new URL('../../', import.meta.url);
export const textOf = (file) => readFileSync(new URL(file, root), 'utf8');

const linesOf = (text) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** The Dockerfile's instructions, each as its word and what follows it. */
export function stepsOf() {
  const joined = linesOf(textOf('Dockerfile')).join('\n').replaceAll('\\\n', ' ');
  return joined.split('\n').map((line) => {
    const [word] = line.split(/\s/);
    return { word, rest: line.slice(word.length).trim() };
  });
}

/** What is copied, and from which stage; null is the build context. */
export function copiesOf(steps) {
  return steps.filter(({ word }) => ['COPY', 'ADD'].includes(word)).map(copyOf);
}

export function copyOf({ rest }) {
  const paths = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
  const from = /--from=(\S+)/.exec(rest)?.[1] ?? null;
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) };
}

/** Whether .dockerignore lets a path into the build context: the last line that names it decides. */
export function isInContext(path) {
  return linesOf(textOf('.dockerignore')).reduce((kept, line) => {
    const isException = line.startsWith('!');
    return patternOf(isException ? line.slice(1) : line).test(path) ? isException : kept;
  }, true);
}

/** Whether something below a folder is let in by its own name, although the folder is not. */
export function leadsIntoContext(folder) {
  const depth = folder.split('/').length;
  return linesOf(textOf('.dockerignore'))
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1).split('/'))
    .some((parts) => parts.length > depth && patternOf(parts.slice(0, depth).join('/')).test(folder));
}

/** A pattern of .dockerignore: it names a path and all that lies in it. */
function patternOf(line) {
  const parts = line.split('/').map((part) => part.replace(/[.+^${}()|[\]]/g, '\\$&').replaceAll('*', '[^/]*'));
  const path = parts.join('/').replaceAll('[^/]*[^/]*/', '(?:.*/)?');
  return new RegExp(`^${path}(?:/.*)?$`);
}
