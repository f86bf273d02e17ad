import { table } from '@huiyin/lab-kit';
import { aim, AIMS, memoryAim, missing } from '../report/aims.ts';
import { ms, seconds, whole } from '../report/figures.ts';
import type { BackendResult, StormResult } from './measure.ts';

const HEAD = [
  '',
  'fired /s',
  'of the limit',
  'all fired after s',
  'alerts delivered after s',
  'lone p50 ms',
  'p99 ms',
  'worker MB',
];

export function reportStorm({ cases, limit, backends, missing: absent }: StormResult): string[] {
  const plain = ['plain SQL, one transaction each', whole(limit.perSecond), '1', seconds(limit.ms)];
  return [
    `Storm: ${whole(cases)} deadlines due at one instant\n`,
    ...table(HEAD, [plain, ...backends.map(rowOf)]),
    ...backends.flatMap(aimsOf),
    ...absent.map(missing),
    '',
  ];
}

function rowOf({ name, storm, lone, ratio, memory }: BackendResult): string[] {
  return [
    `worker, queue in ${name}`,
    ...[whole(storm.perSecond), ratio.toFixed(2), seconds(storm.ms), seconds(storm.alertsMs)],
    ...[ms(lone.p50), ms(lone.p99), String(memory.most ?? '')],
  ];
}

function aimsOf({ name, lone, ratio, memory }: BackendResult): string[] {
  return [
    aim(`${name}: at least ${AIMS.ratio} of one transaction a timer`, ratio >= AIMS.ratio),
    aim(`${name}: a lone deadline less than ${AIMS.lateMs} ms late at p99`, lone.p99 < AIMS.lateMs),
    memoryAim(`${name}: worker`, memory, false),
  ];
}
