// `npm start`: everything, on one command. Here only what must be told before any package is loaded.
import { command } from './fault.mjs';
import { requireNode } from './node-version.mjs';
import { readArgs } from './options.mjs';

const usage = `Usage: npm start
  everything, on one command; its settings are in the environment: README.md`;

await command(async () => {
  readArgs(usage);
  requireNode();
  const { runSystem } = await import('./start/run-system.mjs');
  await runSystem();
});
process.exit(); // whatever a package may have left open
