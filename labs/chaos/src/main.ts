// `npm run chaos`: the real system, killed and paused by a seeded hand while clients remember every answer they got.
import { Fault } from '@huiyin/tools/fault';
import { readOptions } from './options.ts';
import { printReport, writeJson } from './report/report.ts';
import type { Result } from './report/result.ts';
import { run } from './run/run.ts';

/** @throws Help, Misuse; Fault when something is wrong with the system, or it cannot be started */
export async function main(args: readonly string[]): Promise<void> {
  const { backends, json, ...options } = readOptions(args);
  const results: Result[] = [];
  for (const backend of backends) results.push(await run({ ...options, backend }));
  printReport(results);
  if (json !== null) await writeJson(json, results);
  const broken = results.reduce((sum, { violations }) => sum + violations.length, 0);
  if (broken > 0) throw new Fault(`${broken} violation(s)`);
}
