import { resolve } from 'node:path';
import { Misuse } from '../fault.mjs';
import { readArgs } from '../options.mjs';

const usage = `Usage: npm run chaos -- [--minutes 5 | --seconds N] [--seed 1] [--backend redis|postgres|both] [--clients 6] [--json FILE] [--keep]
  --keep  leaves the folder with the data and the logs of the processes, and says where it is`;

const BACKENDS = { postgres: ['postgres'], redis: ['redis'], both: ['postgres', 'redis'] };

/** @throws Help, Misuse */
export function readOptions(args) {
  const values = parsed(args);
  const seconds = values.seconds === undefined ? 60 * number(values, 'minutes') : number(values, 'seconds');
  const backends = BACKENDS[values.backend];
  if (!backends) throw new Misuse(usage, `--backend takes one of ${Object.keys(BACKENDS).join(', ')}`);
  return {
    durationMs: seconds * 1000,
    seed: number(values, 'seed'),
    clients: number(values, 'clients'),
    backends,
    keep: values.keep,
    json: values.json && resolve(values.json),
  };
}

function number(values, name) {
  const value = Number(values[name]);
  if (!(value > 0)) throw new Misuse(usage, `--${name} takes a number above 0`);
  return value;
}

function parsed(args) {
  const text = (value) => ({ type: 'string', ...(value && { default: value }) });
  const options = {
    minutes: text('5'),
    seconds: text(),
    seed: text('1'),
    backend: text('both'),
    clients: text('6'),
    json: text(),
    keep: { type: 'boolean', default: false },
  };
  return readArgs(usage, { options }, args).values;
}
