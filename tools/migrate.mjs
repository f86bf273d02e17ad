// `npm run migrate`: brings the database of DATABASE_URL up to date and ends. It may run beside others of its kind.
import { existsSync } from 'node:fs';
import { command, Fault } from './fault.mjs';
import { requireNode } from './node-version.mjs';
import { readArgs } from './options.mjs';

const platform = new URL('../libs/platform/', import.meta.url);

const usage = `Usage: npm run migrate
  brings the database of DATABASE_URL up to date`;

await command(async () => {
  readArgs(usage);
  requireNode();
  const [{ readSettings }, { reachDatabase }] = await Promise.all([
    import('./start/settings.mjs'),
    import('./start/reach.mjs'),
  ]);
  const { databaseUrl } = readSettings(process.env);
  if (!databaseUrl)
    throw new Fault('DATABASE_URL names the database to migrate, and is not set. (npm start migrates by itself.)');
  const [{ migrate }] = await Promise.all([
    loadPlatform(),
    reachDatabase(databaseUrl, { seconds: 30, say: console.log }),
  ]);
  await migrate({ databaseUrl });
  console.log('The database is up to date.');
});
process.exit();

async function loadPlatform() {
  // The container image has no sources, only what was built from them.
  if (existsSync(new URL('src', platform))) await (await import('./build.mjs')).build();
  return import(new URL('dist/index.js', platform).href);
}
