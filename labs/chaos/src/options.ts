import { resolve } from 'node:path';
import { Misuse } from '@huiyin/tools/fault';
import { readArgs } from '@huiyin/tools/options';
import type { RunOptions } from './run/carry-out.ts';
import type { Backend } from './system/messages.ts';

const USAGE = `Usage: npm run chaos -- [--minutes 5 | --seconds N] [--seed 1] [--backend redis|postgres|both] [--clients 6] [--json FILE] [--keep]
  --keep  leaves the folder with the data and the logs of the processes, and says where it is`;

const BACKENDS: ReadonlyMap<string, readonly Backend[]> = new Map([
  ['postgres', ['postgres']],
  ['redis', ['redis']],
  ['both', ['postgres', 'redis']],
]);

const OPTIONS = {
  minutes: { type: 'string', default: '5' },
  seconds: { type: 'string' },
  seed: { type: 'string', default: '1' },
  backend: { type: 'string', default: 'both' },
  clients: { type: 'string', default: '6' },
  json: { type: 'string' },
  keep: { type: 'boolean', default: false },
} as const;

export interface Options extends Omit<RunOptions, 'backend'> {
  /** One run on each. */
  readonly backends: readonly Backend[];
  /** Where the results are written; null: nowhere. */
  readonly json: string | null;
}

/** @throws Help, Misuse */
export function readOptions(args: readonly string[]): Options {
  const { values } = readArgs(USAGE, { options: OPTIONS }, args);
  const { minutes, seconds, seed, clients, keep, json } = values;
  const backends = BACKENDS.get(values.backend);
  if (!backends) throw new Misuse(USAGE, `--backend takes one of ${[...BACKENDS.keys()].join(', ')}`);
  return {
    durationMs: 1000 * (seconds === undefined ? 60 * number('minutes', minutes) : number('seconds', seconds)),
    seed: number('seed', seed),
    clients: number('clients', clients),
    ...{ backends, keep },
    json: json === undefined ? null : resolve(json),
  };
}

function number(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Misuse(USAGE, `--${name} takes a number above 0`);
  return value;
}
