import { Misuse } from '../fault.mjs';
import { readArgs } from '../options.mjs';

const usage = `Usage:
  npm run migrate-cases -- --from 2 --to 3 --dry-run [--json]
  npm run migrate-cases -- --from 2 --to 3 --by ACCOUNT [--ground TEXT] [--json]
  npm run migrate-cases -- --from 3 --to 2 --back --by ACCOUNT [--ground TEXT] [--json]
    --back  puts the cases back that nothing has happened to since they were migrated`;

const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  by: { type: 'string' },
  ground: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  back: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
};

/** @throws Help, Misuse */
export function readOptions(args) {
  const { from, to, by, ground, back, json, 'dry-run': dryRun } = readArgs(usage, { options: OPTIONS }, args).values;
  if (dryRun && back) throw new Misuse(usage, `--dry-run tells what a migration would do, not what --back would.`);
  if (!dryRun && !by) throw new Misuse(usage, `--by names the account that does it: it stands in each case's history.`);
  return { from: version('from', from), to: version('to', to), by, ground, back, json, dryRun };
}

function version(name, text) {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Misuse(usage, `--${name} takes the number of a version${text === undefined ? '' : `, not '${text}'`}.`);
}
