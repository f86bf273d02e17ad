import type { Instant } from '@huiyin/domain';
import type { Told } from './histories.ts';
import type { Ledger } from './ledger.ts';

/** What a case owes to others although it has ended: 办结报告, 落实, 督办和建议的反馈. */
const OUTLIVING: readonly string[] = ['report', 'execution', 'supervision', 'recommendation'];

/**
 * What is open has a clock that runs; what has ended waits for nothing but what it owes to others. Every clock that runs
 * has its one timer, which lies ahead and will wake the case.
 */
export function livingFaults(
  { record, stage, wakeAt, failure }: Pick<Told, 'record' | 'stage' | 'wakeAt' | 'failure'>,
  { waiting }: Pick<Ledger, 'waiting'>,
  end: Instant,
): string[] {
  const clocks = record.context.clocks.filter(({ status }) => status === 'running');
  const first = waiting.size > 0 ? Math.min(...waiting.values()) : null;
  const dead = stage === 'closed' && clocks.some(({ slot }) => !OUTLIVING.includes(slot));
  const faults: [string, boolean][] = [
    [`was set aside: ${failure}`, failure !== null],
    ['its row does not say when it wants to wake', first !== wakeAt],
    [`${clocks.length} clocks run and ${waiting.size} timers wait`, clocks.length !== waiting.size],
    ['has ended and still waits for what only an open case owes', dead],
    ['is open without a living clock', stage !== 'closed' && (first === null || first <= end)],
  ];
  return faults.filter(([, is]) => is).map(([fault]) => fault);
}
