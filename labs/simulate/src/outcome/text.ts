import type { Simulated } from '../simulate.ts';
import { tableOf } from './table.ts';

interface About {
  readonly days: number;
  readonly seed: string;
  /** What it took. */
  readonly seconds: number;
}

/** What a year came to, as text for the terminal: its table, its counts and its proof. */
export function textOf(simulated: Simulated, { days, seed, seconds }: About): string {
  const { year, report, proof } = simulated;
  const { total } = report;
  const repeated = ((100 * total.repeated) / total.total).toFixed(1);
  const head = `${days} days from ${year.from}, ${total.total} petitions (${repeated} % repeated), seed ${seed}`;
  const lines = [head, '', ...tableOf(report), '', ...countsOf(simulated), `time        ${seconds.toFixed(1)} s`, ''];
  return [...lines, ...verdict(proof), ''].join('\n');
}

function countsOf({ year: { fired, refused }, proof: { counts, digest } }: Simulated): string[] {
  const lateness = `${fired.late} of them late, by ${(fired.latest / 3_600_000).toFixed(0)} h at most, while no worker ran`;
  return [
    `steps       ${counts.acts} answered and written, ${refused} refused by the chart as they had to be; ${counts.lines} history lines`,
    `timers      ${counts.armed} armed = ${counts.fired} fired + ${counts.calledOff} called off + ${counts.waiting} waiting`,
    `firing      ${fired.timers} by the worker (${lateness}), ${counts.fired - fired.timers} by a step that came first`,
    `alerts      ${counts.alerts} owed`,
    `open        ${counts.open} of ${counts.cases}; ${counts.outliving} have ended and still owe an execution, a report or an answer`,
    `audited     ${counts.audited} cases: chain, replay, snapshot, timers, seals`,
    `digest      ${digest}`,
  ];
}

function verdict({ faults }: Simulated['proof']): string[] {
  if (faults.length === 0)
    return [
      '✓ every timer due was fired exactly once and in order, every history replays, no open case is without a clock',
    ];
  return [...faults.map(({ caseId, detail }) => `✗ case ${caseId}: ${detail}`), `✗ ${faults.length} fault(s)`];
}
