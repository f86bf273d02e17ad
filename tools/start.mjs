// `npm start`: everything, on one command. Here only what must be told before any package is loaded.
import { command } from './fault.mjs';
import { requireNode } from './node-version.mjs';

await command(async () => {
  requireNode();
  const { runSystem } = await import('./start/run-system.mjs');
  await runSystem();
});
process.exit(); // whatever a package may have left open
