import type { Instant, LocalDate } from '@huiyin/domain';
import type { EventData, EventType } from '../contract/events.ts';
import type {
  Channel,
  Decision,
  Ground,
  Outcome,
  Procedure,
  Purpose,
  Rating,
  Relation,
  Track,
} from '../contract/names.ts';
import type { Clock } from './clock.ts';
import type { Policy } from './policy.ts';

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

/** One of those complained about, without the name: their unit, or that it is none of ours, or that nobody knows. */
export interface Accused {
  readonly unit?: string;
  readonly outside?: true;
  readonly unknown?: true;
}

/** The same as it was entered. Its number is its place in the list, counted from 1. */
export interface EnteredAccused extends Accused {
  /** Account that entered it: another one has to take it back. */
  readonly by: string;
  /** Left out for what the registration says. */
  readonly addedOn?: LocalDate;
  readonly removed?: true;
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
  /** Somebody is complained about and nobody knows who; left out where that is not so. */
  readonly accusedUnknown?: true;
}

/** What a case is counted by from its first line on. Left out: the calendar there was at first, and the numbers as they were written at first. */
export interface PetitionLaw {
  /** Version of the working-day calendar. */
  readonly calendar?: string;
  /** How the national numbers had changed by the day of receipt. */
  readonly changeOfLaw?: Policy;
  /** What its province lays down otherwise. */
  readonly policy?: Policy;
}

/** Those complained about, one by one as they were entered; left out where there are none. */
export interface PetitionAccused {
  readonly accused?: readonly Accused[];
}

/** The chart's input: the opening event's data, its time and who registered it. */
export interface PetitionInput {
  readonly now: Instant;
  readonly data: PetitionFacts & PetitionLaw & PetitionAccused;
  readonly by: Actor;
}

/** A co-handler (协办单位) and its part of the one reply. */
export interface Part {
  readonly unit: string;
  readonly addedOn: LocalDate;
  readonly dueOn: LocalDate | null;
  readonly status: 'owed' | 'submitted' | 'excused';
}

/** 复查 or 复核: who decides it, and what came of it. */
export interface Remedy {
  readonly kind: 'review' | 'recheck';
  readonly organ: string;
  readonly requestedOn: LocalDate;
  readonly decision: Decision | null;
  /** Account that has decided it; of a recheck that is not decided yet, the account that has decided the review. */
  readonly decidedBy: string | null;
  readonly heard: boolean;
  readonly publish: boolean;
}

/** How a case ended, and on what ground. */
export interface Closing {
  readonly how: 'concluded' | 'answered' | 'onFile' | 'refused' | 'redirected' | 'routed' | 'withdrawn';
  readonly basis: string | null;
}

/** Who has the matter in hand, and by whose word. */
export interface Assignment {
  /** The handling unit (承办单位), once transferred. */
  readonly unit: string | null;
  readonly assignee: string | null;
  readonly mode: 'transfer' | 'assign' | null;
  /** The common superior has named the unit, finally (Art. 24). */
  readonly arbitrated: boolean;
  readonly parts: readonly Part[];
}

/** A matter that nobody has in hand. */
export function unassigned(): Assignment {
  return { unit: null, assignee: null, mode: null, arbitrated: false, parts: [] };
}

/** What belongs to one handling of the matter, and begins anew with the next. */
export interface Round {
  /** 1 for the first handling, 2 after the first that was not the end of it, … */
  readonly number: number;
  readonly procedure: Procedure;
  readonly heard: boolean;
  readonly investigated: boolean;
  /** What the opinion says, or 'settled' when both sides agreed. */
  readonly outcome: Outcome | 'settled' | null;
  readonly executeBy: LocalDate | null;
  readonly approvedOn: LocalDate | null;
  readonly servedOn: LocalDate | null;
  readonly followUpAttempts: number;
  /** Day of the last attempt that reached nobody. */
  readonly lastAttemptOn: LocalDate | null;
  readonly followUpResult: 'satisfied' | 'partly' | 'notSolved' | 'unreachable' | null;
  /** The latest 复查 or 复核; both stay in the history. */
  readonly remedy: Remedy | null;
}

/** A round in which nothing has been done yet. */
export function newRound(number: number): Round {
  return {
    number,
    procedure: 'ordinary',
    heard: false,
    investigated: false,
    outcome: null,
    executeBy: null,
    approvedOn: null,
    servedOn: null,
    followUpAttempts: 0,
    lastAttemptOn: null,
    followUpResult: null,
    remedy: null,
  };
}

export interface PetitionContext extends Assignment {
  /** Set by the engine before every step; nothing below it looks at a clock. */
  readonly now: Instant;
  /** Version of the working-day calendar the case counts with. */
  readonly calendar: string;
  /** How the national numbers had changed by the day of receipt; left out where they had not. */
  readonly changeOfLaw?: Policy;
  /** What its province lays down otherwise; left out where that is nothing. */
  readonly policy?: Policy;
  readonly facts: PetitionFacts;
  /** The unit that registered the petition and answers for it to the end (首接负责). */
  readonly registrar: string;
  /** The way other than the petition procedure, if it is one (Art. 30, 31(1)–(5)). */
  readonly track: Track | null;
  /** Since when the outcome of that way is known. */
  readonly trackOutcomeOn: LocalDate | null;
  /** Every clock of the case, oldest first; of each slot only the last can be running. */
  readonly clocks: readonly Clock[];
  readonly urgent: boolean;
  readonly links: readonly { readonly petition: string; readonly relation: Relation }[];
  readonly mergedInto: string | null;
  readonly round: Round;
  /** Units that sent it back as not their own. */
  readonly returnedBy: readonly string[];
  readonly extension: { readonly requestedDays: number; readonly status: 'requested' | 'granted' | 'declined' } | null;
  readonly ratings: readonly { readonly round: number; readonly petitionOffice: Rating; readonly unit: Rating }[];
  /** Accounts that took part in handling; none of them may do the follow-up or decide on it above. */
  readonly handlers: readonly string[];
  readonly recused: readonly string[];
  readonly urged: number;
  readonly supervised: readonly Ground[];
  readonly recommendations: readonly {
    readonly to: string;
    readonly on: LocalDate;
    readonly adopted: 'yes' | 'partly' | 'no' | null;
  }[];
  readonly closing: Closing | null;
  /** Files handed in so far; left out while there are none, as it was before there could be any. */
  readonly attachments?: readonly { readonly id: string; readonly sha256: string }[];
  /** Those complained about, by their numbers; left out while there are none. `facts` says what follows for the matter. */
  readonly accused?: readonly EnteredAccused[];
}

/** An event as the chart sees it: the structured data, who sent it, and the seal of what was said about persons. */
export type PetitionEvent = {
  [T in EventType]: { readonly type: T; readonly data: EventData<T>; readonly by: Actor; readonly sealed?: Sealed };
}[EventType];

/** One event of the chart by name. */
export type EventOf<T extends EventType> = Extract<PetitionEvent, { type: T }>;
