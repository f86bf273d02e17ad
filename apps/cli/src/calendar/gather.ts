import type { CalendarProgress, CaseMove } from '@huiyin/office';
import { Progress } from '@huiyin/tools/progress';

/** All that came of counting the open cases anew. */
export interface Gathered {
  readonly total: number;
  readonly done: number;
  readonly moves: readonly CaseMove[];
  readonly failures: CalendarProgress['failures'];
}

/** Everything that comes of it, with a bar that shows how far it is. */
export async function gathered(told: AsyncIterable<CalendarProgress>): Promise<Gathered> {
  const progress = new Progress();
  const moves: CaseMove[] = [];
  const failures: CalendarProgress['failures'][number][] = [];
  let far = { done: 0, total: 0 };
  try {
    for await (const { done, total, ...chunk } of told) {
      far = { done, total };
      moves.push(...chunk.moves);
      failures.push(...chunk.failures);
      progress.show(far);
    }
    return { ...far, moves, failures };
  } finally {
    progress.end();
  }
}
