import { table } from '@huiyin/lab-kit';
import { aim, AIMS, memoryAim } from '../report/aims.ts';
import { ms, seconds, whole } from '../report/figures.ts';
import type { GrowthResult } from './measure.ts';

const HEAD = ['', 'p50 ms', 'p99 ms', 'many p50 ms', 'p99 ms', 'slower by'];

export function reportGrowth({ few, many, calls, memory, seeding }: GrowthResult): string[] {
  const rows = calls.map(({ name, few: small, many: large, ratio }) => [
    name,
    ...[small, large].flatMap((of) => [ms(of.p50), ms(of.p99)]),
    ratio.toFixed(2),
  ]);
  return [
    `Growth: ${whole(few)} cases and ${whole(many)} cases, one client\n`,
    ...table(HEAD, rows),
    ...calls.map(({ name, ratio }) => aim(`${name}: no more than ${AIMS.growth} times slower`, ratio <= AIMS.growth)),
    ...[memoryAim('api', memory.api), memoryAim('worker', memory.worker)],
    ...(seeding ? [`  Seeded in ${seconds(seeding.ms)} s, ${seeding.gigabytes.toFixed(1)} GB.`] : []),
    '',
  ];
}
