import { Misuse } from '@huiyin/tools/fault';
import { readArgs } from '@huiyin/tools/options';
import type { Command } from '../command.ts';
import type { Wanted } from './work.ts';

const usage = `Usage:
  npx huiyin migrate-cases --from 2 --to 3 --dry-run [--json]
  npx huiyin migrate-cases --from 2 --to 3 --by ACCOUNT [--ground TEXT] [--json]
  npx huiyin migrate-cases --from 3 --to 2 --back --by ACCOUNT [--ground TEXT] [--json]
    --back  puts the cases back that nothing has happened to since they were migrated

How a version and its migration are made, tried, run and taken back: docs/migrations.md.`;

const CONFIG = {
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    by: { type: 'string' },
    ground: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    back: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
} as const;

export const migrateCases: Command = {
  name: 'migrate-cases',
  summary: 'has cases go on under another version of the chart: tried, run, taken back',
  usage,
  async run(args) {
    const wanted = read(args);
    const { carryOut } = await import('./migrate-cases.ts');
    return carryOut(wanted);
  },
};

function read(args: readonly string[]): Wanted {
  const { values } = readArgs(usage, CONFIG, args);
  const { by, ground, back, json, 'dry-run': dryRun } = values;
  if (dryRun && back) throw new Misuse(usage, '--dry-run tells what a migration would do, not what --back would.');
  if (!dryRun && !by) throw new Misuse(usage, "--by names the account that does it: it stands in each case's history.");
  const does = dryRun || !by ? 'survey' : { back, by, ground };
  return { from: version('from', values.from), to: version('to', values.to), json, does };
}

function version(name: string, text: string | undefined): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Misuse(usage, `--${name} takes the number of a version${text === undefined ? '' : `, not '${text}'`}.`);
}
