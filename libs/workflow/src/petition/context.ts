import type { Instant, LocalDate } from '@huiyin/domain';
import type { EventData, EventType } from '../contract/events.ts';
import type { Channel, Purpose } from '../contract/names.ts';
import type { Clock } from './clock.ts';

/** Who acts: an account and the unit it acts for. */
export interface Actor {
  readonly account: string;
  readonly unit: string;
}

/** Text about persons that was taken out of an event before it reached the chart: which fields, and a salted digest. */
export interface Sealed {
  readonly fields: readonly string[];
  readonly digest: string;
}

/** What a registration tells the chart: facts, no person. */
export interface PetitionFacts {
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly receivedOn: LocalDate;
  readonly place: string;
  /** @unit persons */
  readonly groupSize: number;
  readonly confidential: boolean;
  /** Name and address are clear, so notices are owed (信访工作条例 Art. 23 ¶2). */
  readonly contactable: boolean;
  /** Codes of the units complained about: the matter never goes to them (Art. 30 ¶3). */
  readonly accusedUnits: readonly string[];
}

/** The chart's input: the opening event's data, its time and who registered it. */
export interface PetitionInput {
  readonly now: Instant;
  readonly data: PetitionFacts;
  readonly by: Actor;
}

export interface PetitionContext {
  /** Set by the engine before every step; nothing below it looks at a clock. */
  readonly now: Instant;
  /** Version of the working-day calendar the case counts with. */
  readonly calendar: string;
  readonly facts: PetitionFacts;
  /** The unit that registered the petition and answers for it to the end (首接负责). */
  readonly registrar: string;
  /** The handling unit (承办单位), once transferred. */
  readonly unit: string | null;
  readonly assignee: string | null;
  readonly mode: 'transfer' | 'assign' | null;
  /** Every clock of the case, oldest first; of each slot only the last can be running. */
  readonly clocks: readonly Clock[];
  /** 1 for the first handling, 2 after the first follow-up that found it not solved, … */
  readonly round: number;
  readonly heard: boolean;
  readonly investigated: boolean;
  /** How often a unit sent it back as not its own. */
  readonly returns: number;
  readonly extension: { readonly requestedDays: number; readonly status: 'requested' | 'granted' | 'declined' } | null;
  readonly outcome: 'support' | 'explain' | 'reject' | null;
  readonly approvedOn: LocalDate | null;
  readonly servedOn: LocalDate | null;
  readonly followUpAttempts: number;
  /** Day of the last attempt that reached nobody. */
  readonly lastAttemptOn: LocalDate | null;
  readonly followUpResult: 'satisfied' | 'partly' | 'notSolved' | 'unreachable' | null;
  /** Accounts that took part in handling; none of them may do the follow-up. */
  readonly handlers: readonly string[];
  readonly closing: { readonly basis: string | null } | null;
}

/** An event as the chart sees it: the structured data, who sent it, and the seal of what was said about persons. */
export type PetitionEvent = {
  [T in EventType]: { readonly type: T; readonly data: EventData<T>; readonly by: Actor; readonly sealed?: Sealed };
}[EventType];

/** One event of the chart by name. */
export type EventOf<T extends EventType> = Extract<PetitionEvent, { type: T }>;
