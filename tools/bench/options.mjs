import { resolve } from 'node:path';
import { Misuse } from '../fault.mjs';
import { readArgs } from '../options.mjs';

export const PARTS = ['steps', 'storm', 'growth', 'calendar'];

const usage = `Usage: npm run bench -- [--only ${PARTS.join('|')}] [--quick] [--cases N] [--json FILE] [--folder DIR]
  --quick   fewer and shorter rounds, a storm of 5,000, growth to 50,000 and a calendar for 10,000 open cases:
            to see that it works, not to quote
  --cases   how many cases "many" are in the growth part (1000000)
  --folder  keeps the databases there, so that the next run need not seed them again`;

/** How much is measured. The long run is the one to quote. */
const LONG = {
  rounds: 5,
  roundMs: 4_000,
  warmUpMs: 15_000,
  storm: 20_000,
  stormRounds: 3,
  lone: 40,
  cases: 1_000_000,
  reads: 150,
  openCases: 100_000,
};
const QUICK = {
  rounds: 3,
  roundMs: 1_500,
  warmUpMs: 5_000,
  storm: 5_000,
  stormRounds: 1,
  lone: 10,
  cases: 50_000,
  reads: 60,
  openCases: 10_000,
};

/** @throws Help, Misuse */
export function readOptions(args) {
  const { values } = parsed(args);
  const size = values.quick ? QUICK : LONG;
  const cases = values.cases === undefined ? size.cases : Number(values.cases);
  if (!Number.isInteger(cases) || cases < 20_000) throw new Misuse(usage, `--cases takes a number from 20000 up`);
  if (values.only && !PARTS.includes(values.only)) throw new Misuse(usage, `--only takes one of ${PARTS.join(', ')}`);
  return {
    ...size,
    cases,
    parts: values.only ? [values.only] : PARTS,
    json: values.json && resolve(values.json),
    folder: values.folder && resolve(values.folder),
  };
}

function parsed(args) {
  const options = Object.fromEntries(['only', 'cases', 'json', 'folder'].map((name) => [name, { type: 'string' }]));
  return readArgs(usage, { options: { ...options, quick: { type: 'boolean' } } }, args);
}
