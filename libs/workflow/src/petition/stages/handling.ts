import { and } from 'xstate';
import { cancel, meet, start, startBy } from '../actions/names.ts';
import { art, ours, practice } from '../kit.ts';
import type { StateConfig } from '../kit.ts';
import { ladder } from '../ladder.ts';
import { answer, foundOurs, handOver, withdrawal } from './acceptance.ts';
import { servedOrFiled } from './reply.ts';

/** What is done to find out about a matter, whatever else is tried meanwhile. */
const findingOut = {
  HEAR: { actions: 'recordHearing', meta: art('31') },
  INVESTIGATE: { actions: 'recordInvestigation', meta: art('31') },
} as const;

/** Who does it, and by when: whatever is tried meanwhile. An extension begins the ladder of the place anew. */
const work = <const T extends string>(target: T) =>
  ({
    ASSIGN: { guard: 'notRecused', actions: 'recordAssignee', meta: practice },
    REQUEST_EXTENSION: {
      guard: and([
        'residual',
        'firstHandling',
        'notSimple',
        'handlingNotOverdue',
        'noExtensionYet',
        'extensionWithinLimit',
      ]),
      actions: 'recordExtensionRequest',
      meta: art('34'),
    },
    DECIDE_EXTENSION: [
      {
        guard: and(['extensionRequested', 'residual', 'firstHandling', 'handlingNotOverdue', 'extensionApproved']),
        target,
        reenter: true,
        actions: 'grantExtension',
        meta: art('34'),
      },
      {
        guard: and(['extensionRequested', 'extensionDeclined']),
        actions: 'declineExtension',
        meta: art('34'),
      },
    ],
  }) as const;

/** 办理: hear, investigate, then an opinion within 60 days, extended once by at most 30 (Art. 31, 34). */
export const handling = {
  id: 'handling',
  meta: art('34'),
  initial: 'working',
  on: withdrawal,
  states: {
    working: {
      ...ladder('handling'),
      on: {
        ...findingOut,
        ...work('working'),
        ANSWER: answer('handling'),
        FALL_BACK: {
          guard: 'isSimple',
          target: 'working',
          reenter: true,
          actions: 'fallBack',
          meta: practice,
        },
        ROUTE_TRACK: [
          handOver('handling'),
          { ...foundOurs, target: 'working', reenter: true, actions: ['recordTrack', 'startDuty'] },
        ],
        START_MEDIATION: { guard: 'mediable', target: 'mediating', meta: art('33') },
        OPEN_HEARING: { guard: 'heardInPublic', target: 'hearing', meta: art('31') },
        ISSUE_OPINION: {
          guard: and([
            'heard',
            'investigated',
            'partsIn',
            'opinionComplete',
            'outcomeFits',
            'simpleSupports',
            'limitAhead',
          ]),
          target: '#reply',
          actions: 'recordOpinion',
          meta: art('32'),
        },
      },
    },
    /** Mediation stops no clock, and when it fails the matter is decided like any other (Art. 33). */
    mediating: {
      meta: art('33'),
      ...ladder('handling'),
      tags: ['mediating'],
      on: {
        ...findingOut,
        ...work('mediating'),
        SETTLE: {
          target: '#reply.serving',
          actions: ['recordSettlement', 'excuseParts', meet('handling'), start('service')],
          meta: art('33'),
        },
        FAIL_MEDIATION: { target: 'working', meta: art('33') },
      },
    },
    /** Here its time counts; only at the recheck is it left out (Art. 31(6), 36 ¶2). */
    hearing: {
      meta: art('31'),
      ...ladder('handling'),
      tags: ['hearing'],
      on: {
        ...findingOut,
        ...work('hearing'),
        CLOSE_HEARING: { target: 'working', meta: art('31') },
      },
    },
    /** 并案: handled with another petition about the same matter; each petitioner is owed a reply all the same. */
    merged: {
      id: 'merged',
      meta: practice,
      ...ladder('merged'),
      tags: ['merged'],
      on: {
        UNMERGE: {
          target: '#acceptance',
          actions: ['undoMerge', cancel('merged'), startBy('transfer', 'retransfer')],
          meta: ours,
        },
        SERVE: servedOrFiled('recordService'),
      },
    },
  },
} as const satisfies StateConfig;
