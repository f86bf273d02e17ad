#!/usr/bin/env node
// `npx huiyin`: builds what has changed, then runs the command line. Loaded by its path, so that before `npm ci` it can say
// that packages are missing.
import { run } from '../../../tools/run.mjs';

await run('apps/cli', process.argv.slice(2));
