// `npm run simulate -- --days 400 --petitions 1274 --seed 1`: a township's year in a minute, its table and its proof.
// With --chart or --policy it is a draft that is tried, over stored cases: `huiyin draft`.
import { command, Misuse } from './fault.mjs';
import { run } from './run.mjs';

const YEAR = ['days', 'petitions', 'seed'];
const DRAFT = ['chart', 'policy', 'from', 'to', 'json'];

const USAGE = `Usage:
  npm run simulate -- --days 400 --petitions 1274 --seed 1
  npm run simulate -- --chart NAME_OR_PATH [--policy FILE] [--from DAY] [--to DAY] [--json]`;

const args = process.argv.slice(2);
/** @param {readonly string[]} names */
const given = (names) => names.find((name) => args.some((arg) => arg.split('=')[0] === `--${name}`));
const [year, draft] = [given(YEAR), given(DRAFT)];

await command(async () => {
  if (year && draft) throw new Misuse(USAGE, `--${year} is for a made-up year, --${draft} for a draft.`);
  await (draft ? run('apps/cli', ['draft', ...args]) : run('labs/simulate', args));
});
