// Compiles TypeScript to dist/ with SWC. `node tools/build.mjs` builds every project, or name some: `… libs/domain`.
// Types are checked by `npm run typecheck`; here only what changed since the last build is written again.
import { cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';
import { command, Misuse } from './fault.mjs';
import { readArgs } from './options.mjs';
import { compiled, root } from './workspace.mjs';

/** @see tsconfig.base.json: both compilers must agree on decorators and target. */
export const swcOptions = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    // No emitted type metadata: injection names its tokens and columns name their types, so nothing hangs on a compiler setting.
    transform: { legacyDecorator: true, decoratorMetadata: false },
    rewriteRelativeImportExtensions: true,
  },
  module: { type: 'es6' },
  sourceMaps: true,
};

/** Compiles the named projects; resolves to the number of files written. */
export async function build(names = compiled()) {
  const written = await Promise.all(names.map((name) => buildProject(join(root, name))));
  return written.reduce((sum, n) => sum + n, 0);
}

async function buildProject(folder) {
  const source = join(folder, 'src');
  const target = join(folder, 'dist');
  const files = (await readdir(source, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(source.length + 1));
  const outputs = new Map(files.map((file) => [file.replace(/\.ts$/, '.js'), file]));
  await removeLeftovers(target, outputs);
  const counts = await Promise.all([...outputs].map(([out, file]) => emit(join(source, file), join(target, out))));
  return counts.reduce((sum, n) => sum + n, 0);
}

/** A source that was deleted must not live on in dist, where a migration glob or an import could still find it. */
async function removeLeftovers(target, outputs) {
  const entries = await readdir(target, { recursive: true, withFileTypes: true }).catch(() => []);
  const stale = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !outputs.has(path.slice(target.length + 1).replace(/\.map$/, '')));
  await Promise.all(stale.map((path) => rm(path)));
}

async function emit(from, to) {
  const [source, output] = await Promise.all([stat(from), stat(to).catch(() => null)]);
  if (output && output.mtimeMs >= source.mtimeMs) return 0;
  await mkdir(dirname(to), { recursive: true });
  if (!from.endsWith('.ts')) {
    await cp(from, to);
    return 1;
  }
  const { code, map } = await transformFile(from, { ...swcOptions, swcrc: false });
  const name = to.slice(dirname(to).length + 1);
  await writeFile(`${to}.map`, map);
  await writeFile(to, `${code}\n//# sourceMappingURL=${name}.map\n`);
  return 1;
}

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
