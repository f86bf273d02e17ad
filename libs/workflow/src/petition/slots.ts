import type { Duty, Ground } from '../contract/names.ts';
import type { RuleName } from './rules.ts';

/** What has to be known of every slot: whoever adds one says all of it, or it does not compile. */
interface SlotFacts {
  /** Which desk owes what the clock counts. */
  readonly duty: Duty;
  /** The ground of a supervision that the case shows when the clock is late (条例 Art. 40); null where nothing is owed. */
  readonly ground: Ground | null;
  /** Whether it is owed to others although the case is closed. */
  readonly outlives: boolean;
}

const slot = (duty: Duty, ground: Ground | null): SlotFacts => ({ duty, ground, outlives: false });
/** A window in which somebody may act, or a day that has to come: nobody is late. */
const window = (duty: Duty): SlotFacts => slot(duty, null);
const outliving = (duty: Duty, ground: Ground | null): SlotFacts => ({ duty, ground, outlives: true });

/**
 * The places a clock may stand in, by the names of the rules that usually run there. Several rules can take turns in one
 * slot (handling, then handling again).
 */
export const SLOTS = {
  transfer: slot('registrar', 'procedure'),
  objection: window('unit'),
  objectionDecision: slot('registrar', 'procedure'),
  arbitration: slot('superior', 'procedure'),
  notice: slot('unit', 'procedure'),
  merged: slot('registrar', 'overdue'),
  handling: slot('unit', 'overdue'),
  service: slot('unit', 'procedure'),
  followUp: window('followUp'),
  visit: slot('followUp', 'procedure'),
  reviewWindow: window('registrar'),
  review: slot('superior', 'overdue'),
  recheckWindow: window('registrar'),
  recheck: slot('superior', 'overdue'),
  hearing: slot('superior', 'procedure'),
  report: outliving('unit', 'notReported'),
  parts: slot('parties', 'overdue'),
  execution: outliving('unit', 'notExecuted'),
  // A supervision that nobody answers is no ground of another: its ladder climbs to those who ordered it.
  supervision: outliving('unit', null),
  recommendation: outliving('recommended', null),
} as const satisfies Partial<Record<RuleName, SlotFacts>>;
export type Slot = keyof typeof SLOTS;

export const SLOT_NAMES = Object.keys(SLOTS) as readonly Slot[];
