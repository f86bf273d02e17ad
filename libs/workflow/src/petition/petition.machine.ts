import { startOfDay } from '@huiyin/domain';
import type { WorkCalendar } from '@huiyin/domain';
import { and, setup } from 'xstate';
import { createActions } from './actions.ts';
import { clockIn } from './clock.ts';
import type { PetitionContext, PetitionEvent, PetitionInput } from './context.ts';
import { guards } from './guards.ts';
import { alertPayload, ladder, LADDER_DELAYS } from './ladder.ts';

export const PETITION = { id: 'petition', version: 1 } as const;

/**
 * The procedure of 《信访工作条例》 (2022) for the ordinary path, 受理 → 分流 → 办理 → 答复 → 回访 → 终结.
 * Read it top to bottom. Each state names its article; a state with a duty holds the ladder of its deadline
 * (reminders, overdue, three levels up: ladder.ts); the periods stand in rules.ts. Where the regulation is silent,
 * `mark` says whether a step is practice or ours.
 *
 * @param calendars working-day calendars by version; a new case counts with the last of them
 */
export function createPetitionMachine(calendars: readonly [WorkCalendar, ...WorkCalendar[]]) {
  const current = calendars[calendars.length - 1] as WorkCalendar;
  return setup({
    types: {
      context: {} as PetitionContext,
      events: {} as PetitionEvent,
      input: {} as PetitionInput,
      meta: {},
    },
    guards,
    delays: {
      ...LADDER_DELAYS,
      FOLLOW_UP_OPENS: ({ context }) =>
        Math.max(0, startOfDay(clockIn(context.clocks, 'followUp').dueOn) - context.now),
    },
    actions: createActions(calendars),
  }).createMachine({
    id: PETITION.id,
    context: ({ input }) => newContext(input, current.version),
    initial: 'acceptance',
    states: {
      /* 受理: every petition is registered (Art. 22, 44); the 15 days to register and pass it on begin with receipt. */
      acceptance: {
        meta: { article: '22' },
        entry: { type: 'startClock', params: ({ context }) => received(context) },
        initial: 'registered',
        on: {
          ACCEPT: { target: 'routing', meta: { article: '22' } },
          REFUSE: {
            guard: 'basisIsStatutory',
            target: 'closed.refused',
            actions: 'recordRefusal',
            meta: { article: '19' },
          },
          REDIRECT: { target: 'closed.redirected', meta: { article: '23' } },
          WITHDRAW: { target: 'closed.withdrawn', meta: { article: null, mark: 'practice' } },
        },
        states: {
          registered: {
            ...ladder('transfer'),
            on: { REQUEST_SUPPLEMENT: { target: 'awaitingSupplement', meta: { article: '19' } } },
          },
          awaitingSupplement: {
            ...ladder('transfer'),
            tags: ['awaitingPetitioner'],
            on: { SUPPLEMENT: { target: 'registered', meta: { article: '19' } } },
          },
        },
      },

      /* 分流: to the organ with the power to act (Art. 22); that organ may object (5 working days) or gives notice (15 days, Art. 23). */
      routing: {
        meta: { article: '22' },
        initial: 'transferring',
        on: { WITHDRAW: { target: 'closed.withdrawn', meta: { article: null, mark: 'practice' } } },
        states: {
          transferring: {
            ...ladder('transfer'),
            on: {
              TRANSFER: {
                guard: 'recipientNotAccused',
                target: 'noticing',
                actions: ['meetTransfer', 'recordTransfer', 'startReceipt'],
                meta: { article: '22' },
              },
              REFUSE: {
                guard: 'basisIsStatutory',
                target: '#petition.closed.refused',
                actions: 'recordRefusal',
                meta: { article: '19' },
              },
              REDIRECT: { target: '#petition.closed.redirected', meta: { article: '23' } },
            },
          },
          noticing: {
            meta: { article: '23' },
            type: 'parallel',
            on: {
              GIVE_NOTICE: {
                target: '#petition.handling',
                actions: ['meetNotice', 'startHandling'],
                meta: { article: '23' },
              },
              ASSIGN: { actions: 'recordAssignee', meta: { article: null, mark: 'practice' } },
              TRANSFER: {
                guard: and(['recipientNotAccused', 'recipientIsAnother']),
                target: 'noticing',
                reenter: true,
                actions: ['cancelReceipt', 'recordTransfer', 'startReceipt'],
                meta: { article: null, mark: 'ours' },
              },
            },
            states: {
              notice: ladder('notice'),
              objection: {
                initial: 'open',
                states: {
                  open: {
                    always: { guard: 'objectionOver', target: 'over' },
                    after: { OBJECTION_DUE: { target: 'over', actions: 'endObjectionWindow' } },
                    on: {
                      OBJECT: {
                        target: '#petition.routing.objecting',
                        actions: 'startObjectionDecision',
                        meta: { article: '23' },
                      },
                    },
                  },
                  over: {},
                },
              },
            },
          },
          objecting: {
            meta: { article: '23' },
            type: 'parallel',
            on: {
              DECIDE_OBJECTION: [
                {
                  guard: 'objectionUpheld',
                  target: 'transferring',
                  actions: ['meetObjectionDecision', 'takeBack'],
                  meta: { article: '23' },
                },
                { target: 'noticing', actions: 'meetObjectionDecision', meta: { article: '23' } },
              ],
            },
            states: { decision: ladder('objectionDecision'), notice: ladder('notice') },
          },
        },
      },

      /* 办理: hear, investigate, then an opinion within 60 days, extended once by at most 30 (Art. 31, 34). */
      handling: {
        meta: { article: '34' },
        initial: 'working',
        on: { WITHDRAW: { target: 'closed.withdrawn', meta: { article: null, mark: 'practice' } } },
        states: {
          working: {
            ...ladder('handling'),
            on: {
              ASSIGN: { actions: 'recordAssignee', meta: { article: null, mark: 'practice' } },
              HEAR: { actions: 'recordHearing', meta: { article: '31' } },
              INVESTIGATE: { actions: 'recordInvestigation', meta: { article: '31' } },
              REQUEST_EXTENSION: {
                guard: and(['firstHandling', 'handlingNotOverdue', 'noExtensionYet', 'extensionWithinLimit']),
                actions: 'recordExtensionRequest',
                meta: { article: '34' },
              },
              DECIDE_EXTENSION: [
                {
                  guard: and(['extensionRequested', 'handlingNotOverdue', 'extensionApproved']),
                  target: 'working',
                  reenter: true,
                  actions: 'grantExtension',
                  meta: { article: '34' },
                },
                {
                  guard: and(['extensionRequested', 'extensionDeclined']),
                  actions: 'declineExtension',
                  meta: { article: '34' },
                },
              ],
              ISSUE_OPINION: {
                guard: and(['heard', 'investigated', 'opinionComplete']),
                target: '#petition.reply',
                actions: 'recordOpinion',
                meta: { article: '32' },
              },
            },
          },
        },
      },

      /* 答复: the opinion is approved and served. The 60 days end with the approved opinion, not with its draft. */
      reply: {
        meta: { article: '32' },
        initial: 'approving',
        states: {
          approving: {
            ...ladder('handling'),
            on: {
              APPROVE_OPINION: {
                target: 'serving',
                actions: ['meetHandling', 'startService'],
                meta: { article: '32' },
              },
              RETURN_OPINION: { target: '#petition.handling', meta: { article: '32' } },
            },
          },
          serving: {
            ...ladder('service'),
            on: {
              SERVE: {
                guard: 'serviceDateSound',
                target: '#petition.followUp',
                actions: ['meetService', 'startFollowUp'],
                meta: { article: '32' },
              },
            },
          },
        },
      },

      /* 回访: on the 15th day after service (practice); beside it runs the petitioner's window for 复查 (Art. 35). */
      followUp: {
        meta: { article: '35' },
        type: 'parallel',
        onDone: { target: 'closed.concluded' },
        states: {
          visit: {
            initial: 'waiting',
            states: {
              waiting: {
                after: {
                  FOLLOW_UP_OPENS: {
                    target: 'due',
                    actions: [{ type: 'alert', params: ({ context }) => followUpCall(context) }, 'startVisit'],
                  },
                },
              },
              due: {
                ...ladder('visit'),
                tags: ['followUpDue'],
                on: {
                  RECORD_FOLLOW_UP: [
                    {
                      guard: and(['visitorIsNotHandler', 'attemptIsNew', 'notSolved']),
                      target: '#petition.handling',
                      actions: ['recordFollowUp', 'meetVisit', 'startRework'],
                      meta: { article: null, mark: 'practice' },
                    },
                    {
                      guard: and(['visitorIsNotHandler', 'attemptIsNew', 'reached']),
                      target: 'recorded',
                      actions: ['recordFollowUp', 'meetVisit'],
                      meta: { article: null, mark: 'practice' },
                    },
                    {
                      guard: and(['visitorIsNotHandler', 'attemptIsNew']),
                      actions: 'recordFollowUp',
                      meta: { article: null, mark: 'practice' },
                    },
                  ],
                },
              },
              recorded: { type: 'final' },
            },
          },
          reviewWindow: {
            initial: 'open',
            states: {
              open: { after: { REVIEW_WINDOW_DUE: { target: 'over', actions: 'endReviewWindow' } } },
              over: { type: 'final' },
            },
          },
        },
        on: {
          CLOSE: { guard: 'petitionerReached', target: 'closed.concluded', meta: { article: '35' } },
        },
      },

      /* 终结: not a state of the regulation, which ends a matter only by 复核 (Art. 36); ours, so that nothing stays open unseen. */
      closed: {
        meta: { article: null, mark: 'ours' },
        tags: ['closed'],
        entry: 'cancelClocks',
        initial: 'concluded',
        states: { concluded: {}, refused: {}, redirected: {}, withdrawn: {} },
      },
    },
  });
}

function received(context: PetitionContext) {
  return { slot: 'transfer', rule: 'transfer', startOn: context.facts.receivedOn } as const;
}

function followUpCall(context: PetitionContext) {
  return alertPayload(context, { slot: 'followUp', kind: 'followUpDue', level: 0 });
}

function newContext({ now, data: facts, by }: PetitionInput, calendar: string): PetitionContext {
  return {
    now,
    calendar,
    facts,
    registrar: by.unit,
    unit: null,
    assignee: null,
    mode: null,
    clocks: [],
    round: 1,
    heard: false,
    investigated: false,
    returns: 0,
    extension: null,
    outcome: null,
    approvedOn: null,
    servedOn: null,
    followUpAttempts: 0,
    lastAttemptOn: null,
    followUpResult: null,
    handlers: [],
    closing: null,
  };
}
