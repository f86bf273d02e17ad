// `node tools/run.mjs labs/bench --quick`: builds what has changed, then runs a program of this workspace.
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './built.mjs';
import { command } from './fault.mjs';
import { requireNode } from './node-version.mjs';

/**
 * Runs a program: the `main` of its built door, with the arguments of the command line.
 * @param {string} project its folder in the workspace, as `apps/cli`
 * @param {readonly string[]} args
 */
export async function run(project, args) {
  await command(async () => {
    requireNode();
    await ensureBuilt();
    /** @type {{ main: (args: readonly string[]) => unknown }} */
    const { main } = await import(new URL(`../${project}/dist/main.js`, import.meta.url).href);
    await main(args);
  });
  process.exit();
}

if (argv[1] === fileURLToPath(import.meta.url)) await run(String(argv[2]), argv.slice(3));
