import { addDays, dateOf } from '@huiyin/domain';
import { workingTime } from '../world/hours.ts';
import type { Act, Desk } from './desk.ts';
import { soon } from './pace.ts';
import { wasReopened } from './petition-office.ts';

/** Petitions that ended without a reply by mistake, and come back once. */
const REOPENED = 0.03;
/** Matters led elsewhere of which it is heard what came of them, and when. @unit calendar days */
const OUTCOME = { heard: 0.4, least: 30, most: 150 };

/** What has ended without a reply may come back; of what went elsewhere the outcome is written down. */
export function closed({ context, dice, now }: Desk): Act | null {
  const { closing, track, trackOutcomeOn } = context;
  if (closing === null || !['refused', 'redirected', 'routed', 'withdrawn'].includes(closing.how)) return null;
  if (!wasReopened(context) && dice.chance('reopened', REOPENED)) {
    return { type: 'REOPEN', at: soon(now, 15, dice, 'reopened', 2), data: { reason: '登记有误' } };
  }
  const ledElsewhere = closing.how !== 'withdrawn' && track !== null;
  if (!ledElsewhere || trackOutcomeOn !== null || !dice.chance('outcome heard', OUTCOME.heard)) return null;
  const day = addDays(dateOf(now), dice.between('outcome/days', OUTCOME.least, OUTCOME.most));
  const at = workingTime(day, dice.roll('outcome/hour'), now);
  return { type: 'RECORD_TRACK_OUTCOME', at, data: { outcome: '已依法裁决' } };
}
