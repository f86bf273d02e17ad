import type { CaseRecord, PetitionChart, PetitionEvent } from '@huiyin/workflow';
import type { EventType } from '@huiyin/workflow/contract';
import { keptAway } from '../../access/accused.ts';
import type { UnitTree } from '../../access/directory.ts';
import type { Relatives } from '../../read/relatives.ts';
import type { Words } from '../../refusal.ts';
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
  readonly refusedBy?: (record: CaseRecord, relatives: Relatives, tree: UnitTree) => OwnGuard | null;
}

/** The conditions that no case can see by itself, named as the guards of the chart are, with what is said where one fails. */
export const OWN_GUARDS = {
  leadDecided: {
    zh: '所并入的一件尚无签批的处理意见；不再一并办理的，请撤销并案',
    en: 'the petition it is merged into has no approved opinion yet; undo the merge if it will have none',
  },
  leadNotAccused: {
    zh: '所并入的一件由本件须回避的单位办理，不得以其意见答复；请撤销并案，另行办理',
    en: 'the petition it is merged into is handled by a unit that this one is kept from; undo the merge',
  },
} as const satisfies Readonly<Record<string, Words>>;
type OwnGuard = keyof typeof OWN_GUARDS;

export const OWN_RULES: Readonly<Partial<Record<EventType, OwnRule>>> = {
  SERVE: { check: mustFollowLead, refusedBy: waitsForLead },
  REQUEST_EXTENSION: { check: mustBeWithinLimit },
  ATTACH: { check: mustBeSentAsFiles },
};

/**
 * A merged petition is answered with what was decided on the other: each petitioner is owed a reply. Not with what was
 * decided by whoever it complains about, of whom it may speak only since it was merged (Art. 30 ¶3).
 */
function waitsForLead({ context }: CaseRecord, { lead }: Relatives, tree: UnitTree): OwnGuard | null {
  if (context.unit !== null || lead === null) return null;
  if (lead.unit !== null && keptAway(lead.unit, context, tree) !== null) return 'leadNotAccused';
  return lead.approvedOn === null ? 'leadDecided' : null;
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
