// Compiles TypeScript to dist/ with SWC. `node tools/build.mjs` builds every project, or name some: `… libs/domain`.
// Types are checked by `npm run typecheck`; only what has changed since the last build is written again.
import { cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';
import { command, Misuse } from './fault.mjs';
import { readArgs } from './options.mjs';
import { compiled, root } from './workspace.mjs';

/**
 * How a file is compiled, here and for the tests (jest.config.mjs). The decorators are those of tsconfig.base.json.
 * @satisfies {import('@swc/core').Options}
 */
export const swcOptions = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    // No emitted type metadata: injection names its tokens and columns name their types, so nothing hangs on a compiler setting.
    transform: { legacyDecorator: true, decoratorMetadata: false },
  },
  module: { type: 'es6' },
  sourceMaps: true,
};

/** What is built imports what is built, by its own name. (The types of SWC do not know this setting.) */
const buildOptions = {
  ...swcOptions,
  swcrc: false,
  jsc: { ...swcOptions.jsc, rewriteRelativeImportExtensions: true },
};

/**
 * Compiles projects.
 * @param {readonly string[]} names their folders in the workspace; unless given, all that are compiled
 * @returns {Promise<number>} how many files were written
 */
export async function build(names = compiled()) {
  return sum(await Promise.all(names.map((name) => buildProject(join(root, name)))));
}

/** @param {string} folder */
async function buildProject(folder) {
  const source = join(folder, 'src');
  const target = join(folder, 'dist');
  const files = (await filesIn(source)).filter((file) => !file.endsWith('.spec.ts'));
  const outputs = new Map(files.map((file) => [file.replace(/\.ts$/, '.js'), file]));
  await removeLeftovers(target, outputs);
  return sum(await Promise.all([...outputs].map(([out, file]) => emit(join(source, file), join(target, out)))));
}

/**
 * What was compiled from a source that is gone must not live on, where a migration glob or an import could still find it.
 * @param {string} target
 * @param {ReadonlyMap<string, string>} outputs
 */
async function removeLeftovers(target, outputs) {
  const found = await filesIn(target).catch(() => []);
  const leftOver = found.filter((file) => !outputs.has(file.replace(/\.map$/, '')));
  await Promise.all(leftOver.map((file) => rm(join(target, file))));
}

/**
 * @param {string} folder
 * @returns {Promise<string[]>} every file in it, at whatever depth, by its path from there
 */
async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {Promise<number>} of files written: none where the output is newer than its source
 */
async function emit(from, to) {
  const [source, output] = await Promise.all([stat(from), stat(to).catch(() => null)]);
  if (output && output.mtimeMs >= source.mtimeMs) return 0;
  await mkdir(dirname(to), { recursive: true });
  if (!from.endsWith('.ts')) {
    await cp(from, to);
    return 1;
  }
  const { code, map = '' } = await transformFile(from, buildOptions);
  await writeFile(`${to}.map`, map);
  await writeFile(to, `${code}\n//# sourceMappingURL=${basename(to)}.map\n`);
  return 1;
}

/** @param {readonly number[]} counts */
const sum = (counts) => counts.reduce((total, count) => total + count, 0);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const projects = compiled();
  const usage = `Usage: npm run build [-- PROJECT …]\n  of ${projects.join(', ')}`;
  await command(async () => {
    const { positionals: names } = readArgs(usage, { allowPositionals: true });
    const unknown = names.find((name) => !projects.includes(name));
    if (unknown !== undefined) throw new Misuse(usage, `There is no project ${unknown}.`);
    const count = await build(names.length > 0 ? names : projects);
    console.log(`build: ${count} file(s) written`);
  });
}
