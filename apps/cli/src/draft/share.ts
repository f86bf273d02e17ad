// One teller of several, in a thread of its own: tells its share of the cases to the draft.
import type { Instant } from '@huiyin/domain';
import { tryDraft } from '@huiyin/office';
import type { AreaPolicy, DraftProgress } from '@huiyin/office';
import { asShare } from '../system/thread.ts';
import { loadChart } from './chart.ts';
import type { Wanted } from './work.ts';

export type DraftTold = DraftProgress;

export interface DraftGiven {
  readonly now: Instant;
  readonly draft: {
    /** The file: functions do not travel between threads, so each makes the definition for itself. */
    readonly chart: string | undefined;
    readonly policy: AreaPolicy | undefined;
  };
  readonly received: Wanted['received'];
}

await asShare<DraftGiven, DraftTold>(
  'draft',
  async function* ({ pool, law, registry, share }, { now, draft, received }) {
    const { definition, reasons } = await loadChart(draft.chart, law.calendars);
    const tried = { definition, reasons, policy: draft.policy };
    yield* tryDraft(pool, tried, { registry, law, now }, { ...received, share });
  },
);
