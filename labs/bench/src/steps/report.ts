import { table } from '@huiyin/lab-kit';
import { aim, AIMS, memoryAim } from '../report/aims.ts';
import { ms, whole } from '../report/figures.ts';
import type { StepsResult } from './measure.ts';

const HEAD = ['clients', 'limit /s', 'p50 ms', 'p99 ms', 'Huiyin /s', 'p50 ms', 'p99 ms', 'of the limit'];

export function reportSteps({ levels, client, memory }: StepsResult): string[] {
  const rows = levels.map(({ clients, limit, system, ratio }) => [
    String(clients),
    ...[limit, system].flatMap((of) => [whole(of.perSecond), ms(of.p50), ms(of.p99)]),
    ratio.toFixed(2),
  ]);
  const busiest = levels.slice(-1);
  return [
    'Steps: register and six steps, over HTTP\n',
    ...table(HEAD, rows),
    ...busiest.flatMap(({ clients, system, ratio }) => [
      aim(`at least ${AIMS.ratio} of the limit at ${clients} clients`, ratio >= AIMS.ratio),
      aim(`p99 below ${AIMS.p99} ms at ${clients} clients`, system.p99 < AIMS.p99),
    ]),
    memoryAim('API', memory),
    `  The clients alone: ${whole(client.perSecond)} requests/s, ${client.clientMicros.toFixed(0)} µs each.\n`,
  ];
}
