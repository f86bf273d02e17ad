import { dateOf } from '@huiyin/domain';
import { entered, withAccused, withoutName } from '../accused.ts';
import { clockIn, clockOf } from '../clock.ts';
import { newRound, unassigned } from '../context.ts';
import type { Closing, PetitionContext } from '../context.ts';
import { change, inRound, on } from './kit.ts';
import type { ClockKit } from './kit.ts';

/** 受理: what a case is registered, merged, linked and ended with. */
export function intakeActions({ started }: ClockKit) {
  return {
    startTransfer: change(({ context }) => ({
      clocks: started(context, 'transfer', 'transfer', { startOn: context.facts.receivedOn }),
    })),
    /** A simplified matter is passed on within its own time, if that is shorter. */
    recordProcedure: on<'ACCEPT'>((context, { data: { procedure } }) => {
      const simple = started(context, 'transfer', 'transferSimple');
      const isShorter = clockIn(simple, 'transfer').dueOn < clockIn(context.clocks, 'transfer').dueOn;
      return { ...inRound(context, { procedure }), ...(procedure === 'simple' && isShorter ? { clocks: simple } : {}) };
    }),
    recordSupplement: on<'SUPPLEMENT'>(({ facts }, { data: { contactable } }) => ({
      facts: { ...facts, contactable: facts.contactable || contactable },
    })),
    recordMerge: on<'MERGE'>(({ links }, { data: { into } }) => ({
      mergedInto: into,
      links: links.some(({ petition }) => petition === into)
        ? links
        : [...links, { petition: into, relation: 'sameMatter' }],
    })),
    /** Merged again after it was parted: its time goes on from the first merge. */
    startMerged: change(({ context }) => ({
      clocks: started(context, 'merged', 'merged', { startOn: clockOf(context.clocks, 'merged')?.startOn }),
    })),
    undoMerge: change(({ context }) => unmerged(context)),
    recordLink: on<'LINK'>(({ links }, { data: { petition, relation } }) => ({
      links: [...withoutLink(links, petition), { petition, relation }],
    })),
    removeLink: on<'UNLINK'>(({ links }, { data: { petition } }) => ({ links: withoutLink(links, petition) })),
    recordAttachments: on<'ATTACH'>(({ attachments = [] }, { data: { files } }) => ({
      attachments: [...attachments, ...files.map(({ id, sha256 }) => ({ id, sha256 }))],
    })),
    addAccused: on<'ADD_ACCUSED'>(({ accused = [], facts, now }, { data: { add }, by }) => {
      const entries = [...accused, ...entered(add.map(withoutName), by, dateOf(now))];
      return { accused: entries, facts: withAccused(facts, entries) };
    }),
    removeAccused: on<'REMOVE_ACCUSED'>(({ accused = [], facts }, { data: { remove } }) => {
      const entries = accused.map((each, index) =>
        remove.includes(index + 1) ? { ...each, removed: true as const } : each,
      );
      return { accused: entries, facts: withAccused(facts, entries) };
    }),
    markUrgent: change(() => ({ urgent: true })),

    recordClosing: change<{ how: Closing['how'] }>((_, { how }) => ({ closing: { how, basis: null } })),
    recordRefusal: on<'REFUSE'>((_, { data: { basis } }) => ({
      closing: { how: 'refused', basis },
      ...(basis === 'litigation-visit' ? { track: 'litigation' } : {}),
    })),
    recordRedirection: on<'REDIRECT'>(({ track }, { data }) => ({ track: data.track ?? track })),
    /** It begins again from the start; what is known about the matter stays. */
    beginAgain: change(({ context }) => {
      const { extension, round } = context;
      return {
        ...unassigned(),
        ...unmerged(context),
        closing: null,
        round: { ...newRound(round.number), heard: round.heard, investigated: round.investigated },
        extension: extension?.status === 'granted' ? extension : null,
        track: null,
        trackOutcomeOn: null,
      };
    }),
    forgetClosing: change(() => ({ closing: null })),
  };
}

/** Of two petitions there is one link at most. */
function withoutLink(links: PetitionContext['links'], other: string): PetitionContext['links'] {
  return links.filter(({ petition }) => petition !== other);
}

/** The link that a merge has made goes with it; one that was confirmed before stays. */
export function unmerged({ links, mergedInto }: PetitionContext): Pick<PetitionContext, 'links' | 'mergedInto'> {
  const isMerges = ({ petition, relation }: (typeof links)[number]) =>
    petition === mergedInto && relation === 'sameMatter';
  return { mergedInto: null, links: links.filter((link) => !isMerges(link)) };
}
