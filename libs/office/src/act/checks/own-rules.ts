import type { CaseRecord, PetitionChart, PetitionEvent } from '@huiyin/workflow';
import type { EventType } from '@huiyin/workflow/contract';
import type { Relatives } from '../../read/relatives.ts';
import { refused } from './check.ts';
import type { Sent } from './check.ts';

/** What an event must obey that only the offices know, and that no field of it says. */
interface OwnRule {
  /**
   * @param chart the version that the case stands on
   * @throws Refusal `invalid-input`
   */
  readonly check: (sent: Sent, chart: PetitionChart) => void;
  /** The name, as a guard of the chart, of a condition that no case can see by itself, if it says no. */
  readonly refusedBy?: (record: CaseRecord, relatives: Relatives) => string | null;
}

/** The one condition that no case can see by itself; named as the guards of the chart are. */
export const LEAD_DECIDED = 'leadDecided';

export const OWN_RULES: Readonly<Partial<Record<EventType, OwnRule>>> = {
  SERVE: { check: mustFollowLead, refusedBy: waitsForLead },
  REQUEST_EXTENSION: { check: mustBeWithinLimit },
  ATTACH: { check: mustBeSentAsFiles },
};

/** A merged petition is answered with what was decided on the other: each petitioner is owed a reply. */
function waitsForLead({ context }: CaseRecord, { lead }: Relatives): string | null {
  const isLeads = context.unit === null;
  return isLeads && lead !== null && lead.approvedOn === null ? LEAD_DECIDED : null;
}

/** Nor before that. */
function mustFollowLead({ data: { servedOn }, found }: Sent): void {
  const { lead } = found.relatives;
  const isLeads = found.record.context.unit === null;
  if (!isLeads || typeof servedOn !== 'string' || !lead?.approvedOn || servedOn >= lead.approvedOn) return;
  throw refused(
    { pointer: '/data/servedOn' },
    `不能早于所并入一件的签批日 ${lead.approvedOn}`,
    `is before the opinion on the petition it is merged into was approved, ${lead.approvedOn}`,
  );
}

/** The chart's own rule, asked before: a number that the law of the case does not allow is corrected like any other field. */
function mustBeWithinLimit({ viewer, type, data, found }: Sent, chart: PetitionChart): void {
  const event = { type, data, by: viewer.actor } as PetitionEvent;
  const why = chart.refusal('extensionWithinLimit', { context: found.record.context, event });
  if (why) throw refused({ pointer: '/data/days' }, why.zh, why.en);
}

function mustBeSentAsFiles(): never {
  throw refused(
    { pointer: '/type' },
    '附件请上传至 /v1/petitions/{id}/attachments',
    'files are sent to /v1/petitions/{id}/attachments',
  );
}
