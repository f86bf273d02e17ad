import { and } from 'xstate';
import { closing, meet } from '../actions/names.ts';
import type { Slot } from '../slots.ts';
import { art, practice } from '../kit.ts';
import type { StateConfig } from '../kit.ts';
import { ladder } from '../ladder.ts';

/** What can be answered at once is; the clock that ran meanwhile is done with that, in time or too late. */
export const answer = (slot: Slot) =>
  ({
    guard: and(['answerable', 'toldIfOwed']),
    target: '#closed.answered',
    actions: [meet(slot), closing('answered')],
    meta: art('23'),
  }) as const;

/** A matter for another procedure is handed over to the organ that decides there (Art. 31(1)–(4)). */
export const handOver = (slot: Slot) =>
  ({
    guard: and(['notHandledYet', 'trackFits', 'organGiven', 'recipientNotAccused']),
    target: '#closed.routed',
    actions: [meet(slot), 'recordTrack', closing('routed')],
    meta: art('31'),
  }) as const;

/** One of an organ's own duty stays: that organ acts or answers (Art. 31(5)). */
export const foundOurs = {
  guard: and(['trackFits', 'trackStaysHere']),
  actions: 'recordTrack',
  meta: art('31'),
} as const;

/** Ends of a petition that is not handled here; the same before and after it is accepted. */
export const endings = {
  REFUSE: {
    guard: and(['notHandledYet', 'basisIsStatutory', 'toldIfOwed']),
    target: '#closed.refused',
    actions: [meet('transfer'), 'recordRefusal'],
    meta: art('19'),
  },
  REDIRECT: {
    guard: and(['notHandledYet', 'notAccusation', 'trackFits', 'recipientNotAccused']),
    target: '#closed.redirected',
    actions: [meet('transfer'), 'recordRedirection', closing('redirected')],
    meta: art('23'),
  },
  ANSWER: answer('transfer'),
  ROUTE_TRACK: [handOver('transfer'), foundOurs],
} as const;

/** The petitioner's own wish, in writing; while nobody else has the matter in hand. */
export const withdrawal = {
  WITHDRAW: {
    guard: 'petitionerKnown',
    target: '#closed.withdrawn',
    actions: closing('withdrawn'),
    meta: practice,
  },
} as const;

export const merge = {
  MERGE: {
    guard: and(['notHandledYet', 'mergesWithAnother']),
    target: '#merged',
    actions: ['recordMerge', meet('transfer'), 'startMerged'],
    meta: practice,
  },
} as const;

/** 受理: every petition is registered (Art. 22, 44); the 15 days to register and pass it on begin with receipt. */
export const acceptance = {
  id: 'acceptance',
  meta: art('22'),
  initial: 'registered',
  on: {
    ...endings,
    ...withdrawal,
    ...merge,
    ACCEPT: {
      guard: 'procedureFits',
      target: 'routing',
      actions: 'recordProcedure',
      meta: art('22'),
    },
  },
  states: {
    registered: {
      ...ladder('transfer'),
      on: { REQUEST_SUPPLEMENT: { target: 'awaitingSupplement', meta: practice } },
    },
    awaitingSupplement: {
      ...ladder('transfer'),
      tags: ['awaitingPetitioner'],
      on: { SUPPLEMENT: { target: 'registered', actions: 'recordSupplement', meta: practice } },
    },
  },
} as const satisfies StateConfig;
