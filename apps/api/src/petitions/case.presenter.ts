import { partiesOf } from '@huiyin/office';
import type { Directory } from '@huiyin/office';
import { runningClock } from '@huiyin/workflow';
import type { PetitionChart, PetitionContext } from '@huiyin/workflow';
import { TRACKS } from '@huiyin/workflow/contract';
import type { Locale } from '../http/locale.ts';
import { organAbove } from '@huiyin/office';
import type { Relatives } from '@huiyin/office';

/** What a case knows, and the version of the chart by which that is read. */
export interface Known {
  readonly chart: PetitionChart;
  readonly context: PetitionContext;
}

/** What the procedure has made of a case, beside its state and clocks. */
export function presentCase({ chart, context }: Known, directory: Directory, locale: Locale, relatives: Relatives) {
  const { links, mergedInto } = context;
  return {
    track: context.track,
    procedure: context.round.procedure,
    outcome: context.round.outcome,
    parties: partiesOf(context),
    parts: context.parts.map(({ unit, dueOn, status }) => ({ unit, dueOn, status })),
    handOver: handOver(context, locale),
    remedy: remedy(context, directory, relatives),
    mergedInto: mergedInto !== null && relatives.known.has(mergedInto) ? mergedInto : null,
    links: links.filter(({ petition }) => relatives.known.has(petition)),
    ratings: [...context.ratings],
    supervisionGrounds: chart.groundsOf(context),
    closing: context.closing,
  };
}

/** Those complained about, with their names as far as they may be told. @param names by number */
export function presentAccused({ accused = [] }: PetitionContext, names: readonly (string | null)[]) {
  return accused.flatMap(({ unit = null, outside = false, unknown = false, removed }, index) =>
    removed ? [] : [{ number: index + 1, unit, outside, unknown, name: names[index] ?? null }],
  );
}

/** The card for a petitioner who is led into another procedure, and later what came of it. */
function handOver({ track, trackOutcomeOn }: PetitionContext, locale: Locale) {
  if (track === null) return null;
  const { article, limits, ...title } = TRACKS[track];
  return { track, title: title[locale], article, limits, outcomeOn: trackOutcomeOn };
}

/** The remedy notice of a served opinion (to whom, until when), or the request that was made on it. */
function remedy(context: PetitionContext, directory: Directory, relatives: Relatives) {
  const { clocks, round } = context;
  const asked = round.remedy;
  const window = runningClock(clocks, 'reviewWindow') ?? runningClock(clocks, 'recheckWindow');
  if (window) {
    const kind = window.slot === 'reviewWindow' ? ('review' as const) : ('recheck' as const);
    const organ = organAbove(context, relatives, directory);
    return { kind, status: 'open' as const, organ, until: window.dueOn, decision: null, publish: false };
  }
  if (asked === null) return null;
  const { kind, organ, decision, publish } = asked;
  const until = runningClock(clocks, kind)?.dueOn ?? null;
  return {
    kind,
    status: decision === null ? ('underWay' as const) : ('decided' as const),
    organ,
    until,
    decision,
    publish,
  };
}
