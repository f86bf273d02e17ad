import { resolve } from 'node:path';
import { Misuse } from '@huiyin/tools/fault';
import { readArgs } from '@huiyin/tools/options';
import { isPart, PART_NAMES } from './parts.ts';
import type { PartName } from './parts.ts';
import { LONG, QUICK } from './sizes.ts';
import type { Sizes } from './sizes.ts';

const USAGE = `Usage: npm run bench -- [--only ${PART_NAMES.join('|')}] [--quick] [--cases N] [--json FILE] [--folder DIR]
  --quick   fewer and shorter rounds, a storm of 5,000, growth to 50,000 and a calendar for 10,000 open cases:
            to see that it works, not to quote
  --cases   how many cases "many" are in the growth part (1000000)
  --folder  keeps the databases there, so that the next run need not seed them again`;

/** Many must be clearly more than few, which are 10,000. */
const FEWEST_CASES = 20_000;

export interface Options {
  readonly parts: readonly PartName[];
  readonly sizes: Sizes;
  /** The file to which the results are written. */
  readonly json: string | undefined;
  /** The folder in which the databases are kept. */
  readonly folder: string | undefined;
}

/** @throws Help, Misuse */
export function readOptions(args: readonly string[]): Options {
  const { only, quick, cases, json, folder } = parsed(args);
  const sizes = quick ? QUICK : LONG;
  return {
    parts: only === undefined ? PART_NAMES : [partNamed(only)],
    sizes: cases === undefined ? sizes : { ...sizes, cases: casesIn(cases) },
    json: json && resolve(json),
    folder: folder && resolve(folder),
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { only: text, cases: text, json: text, folder: text, quick: { type: 'boolean' } } as const;
  return readArgs(USAGE, { options }, args).values;
}

function partNamed(name: string): PartName {
  if (!isPart(name)) throw new Misuse(USAGE, `--only takes one of ${PART_NAMES.join(', ')}`);
  return name;
}

function casesIn(text: string): number {
  const cases = Number(text);
  if (Number.isInteger(cases) && cases >= FEWEST_CASES) return cases;
  throw new Misuse(USAGE, `--cases takes a number from ${FEWEST_CASES} up`);
}
