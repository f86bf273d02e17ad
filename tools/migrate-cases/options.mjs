import { parseArgs } from 'node:util';
import { Fault } from '../fault.mjs';

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

/** @throws Fault that shows the usage */
export function readOptions(args) {
  const { from, to, by, ground, back, json, 'dry-run': dryRun } = parsed(args);
  if (dryRun && back) throw new Fault(`--dry-run tells what a migration would do, not what --back would.\n${usage}`);
  if (!dryRun && !by)
    throw new Fault(`--by names the account that does it: it stands in each case's history.\n${usage}`);
  return { from: version('from', from), to: version('to', to), by, ground, back, json, dryRun };
}

function parsed(args) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new Fault(`${error.message}\n${usage}`);
  }
}

function version(name, text) {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Fault(`--${name} takes the number of a version${text === undefined ? '' : `, not '${text}'`}.\n${usage}`);
}
