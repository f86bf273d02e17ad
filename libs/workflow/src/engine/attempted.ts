import type { Failure } from './firing.ts';
import type { CaseRecord } from './model.ts';
import type { Moved } from './step.ts';

/** A case and what it becomes. */
export interface Step {
  readonly before: CaseRecord;
  readonly moved: Moved;
}

export interface Attempted {
  readonly steps: readonly Step[];
  /** Cases that could not be stepped, each with the reason. */
  readonly failures: readonly Failure[];
}

/** What becomes of each; one that fails costs only itself. */
export function attempted(records: readonly CaseRecord[], work: (record: CaseRecord) => Moved): Attempted {
  const steps: Step[] = [];
  const failures: Failure[] = [];
  for (const before of records) {
    try {
      steps.push({ before, moved: work(before) });
    } catch (error) {
      failures.push({ caseId: before.id, error: error as Error });
    }
  }
  return { steps, failures };
}
