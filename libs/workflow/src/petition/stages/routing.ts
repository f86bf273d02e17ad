import { and } from 'xstate';
import { cancel, endWindow, meet, start, startBy } from '../actions/names.ts';
import { art, ours, practice } from '../kit.ts';
import type { StateConfig } from '../kit.ts';
import { ladder } from '../ladder.ts';
import { answer, endings, foundOurs, handOver, merge, withdrawal } from './acceptance.ts';

/** 分流: to the organ with the power to act (Art. 22); that organ may object (5 working days) or gives notice (15 days, Art. 23). */
export const routing = {
  id: 'routing',
  meta: art('22'),
  initial: 'transferring',
  on: withdrawal,
  states: {
    transferring: {
      id: 'transferring',
      ...ladder('transfer'),
      on: {
        ...endings,
        ...merge,
        TRANSFER: {
          guard: and(['recipientNotAccused', 'limitAhead']),
          target: 'noticing',
          actions: [meet('transfer'), 'recordTransfer', start('objection'), 'startNotice'],
          meta: art('22'),
        },
      },
    },
    noticing: {
      meta: art('23'),
      type: 'parallel',
      on: {
        GIVE_NOTICE: {
          guard: and(['toldIfOwed', 'simpleFits']),
          target: '#handling',
          actions: ['recordNotice', cancel('objection'), meet('notice'), 'startHandling'],
          meta: art('23'),
        },
        ANSWER: answer('notice'),
        ASSIGN: { guard: 'notRecused', actions: 'recordAssignee', meta: practice },
        ROUTE_TRACK: [handOver('notice'), foundOurs],
        TRANSFER: {
          guard: and(['recipientNotAccused', 'recipientIsAnother', 'notArbitrated', 'notSentBackYet', 'limitAhead']),
          target: 'noticing',
          reenter: true,
          actions: ['takeBack', 'recordTransfer', start('objection'), 'startNotice'],
          meta: ours,
        },
      },
      states: {
        notice: ladder('notice'),
        objection: {
          initial: 'open',
          states: {
            open: {
              always: { guard: 'objectionOver', target: 'over' },
              after: { OBJECTION_DUE: { target: 'over', actions: endWindow('objection') } },
              on: {
                OBJECT: {
                  guard: 'notArbitrated',
                  target: '#objecting',
                  actions: [meet('objection'), start('objectionDecision')],
                  meta: art('23'),
                },
              },
            },
            over: {},
          },
        },
      },
    },
    objecting: {
      id: 'objecting',
      meta: art('23'),
      type: 'parallel',
      on: {
        DECIDE_OBJECTION: [
          {
            guard: and(['objectionUpheld', 'bouncedTooOften']),
            target: 'arbitrating',
            actions: [meet('objectionDecision'), 'takeBack', cancel('notice'), start('arbitration')],
            meta: art('24'),
          },
          {
            guard: 'objectionUpheld',
            target: 'transferring',
            actions: [meet('objectionDecision'), 'takeBack', cancel('notice'), startBy('transfer', 'retransfer')],
            meta: art('23'),
          },
          {
            guard: 'objectionDeclined',
            target: 'noticing',
            actions: meet('objectionDecision'),
            meta: art('23'),
          },
        ],
      },
      states: { decision: ladder('objectionDecision'), notice: ladder('notice') },
    },
    /** Two units have sent it back: their common superior names the one, and no objection is heard any more (Art. 24). */
    arbitrating: {
      meta: art('24'),
      ...ladder('arbitration'),
      on: {
        ARBITRATE: {
          guard: 'recipientNotAccused',
          target: 'noticing',
          actions: [meet('arbitration'), 'recordArbitration', 'startNotice'],
          meta: art('24'),
        },
      },
    },
  },
} as const satisfies StateConfig;
