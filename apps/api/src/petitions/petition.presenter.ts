import { dateOf } from '@huiyin/domain';
import type { LocalDate } from '@huiyin/domain';
import { maySeeText, namesOf, organAbove } from '@huiyin/office';
import type {
  AnsweredPetition,
  Directory,
  FactsRow,
  ListedPetition,
  Office,
  PersonRow,
  Relatives,
  Viewer,
} from '@huiyin/office';
import { OFFICE } from '@huiyin/platform';
import { partiesOf, rehydrate, runningClock } from '@huiyin/workflow';
import type { CaseClock, PetitionChart, PetitionContext } from '@huiyin/workflow';
import { STAGES, TRACKS } from '@huiyin/workflow/contract';
import type { PetitionView, Stage } from '@huiyin/workflow/contract';
import { Inject, Injectable } from '@nestjs/common';
import type { Locale } from '../http/locale.ts';

/** The entity tag of a petition at a version (RFC 9110 §8.8.3). */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** Stands for a petitioner who has been erased. */
const NOBODY = presentPerson({ name: '', phone: null, idNumber: null, address: null }, false);

/** From stored rows to the contract's views. */
@Injectable()
export class PetitionPresenter {
  constructor(@Inject(OFFICE) private readonly office: Office) {}

  /** A petition as the viewer may know it: with as much of its words and persons as is theirs to see. */
  petition(petition: AnsweredPetition, viewer: Viewer, locale: Locale): PetitionView {
    const { record, facts, words, now, relatives } = petition;
    const { context } = record;
    const chart = this.office.chartOf(record);
    const { stage, state, tags, unit, assignee } = chart.view(rehydrate(chart, record, now));
    return {
      id: record.id,
      code: facts.code,
      ...wordsFor(petition, viewer),
      stage: stage as Stage,
      stageTitle: stageTitle(stage, locale),
      state,
      regions: { ...chart.placeOf(record.value).regions },
      tags: [...tags],
      version: record.revision,
      machine: { id: record.machineId, version: record.machineVersion },
      ...commonFacts(facts),
      accused: presentAccused(context, words !== null && maySeeText(viewer) ? namesOf(words) : []),
      ...presentCase({ chart, context }, this.office.directory, locale, relatives),
      unit,
      assignee,
      clocks: context.clocks.map((clock) => presentClock(clock, { chart, context }, now, locale)),
      allowedEvents: this.office.allowed.names({ viewer, now, relatives }, record),
      updatedAt: new Date(context.now).toISOString(),
    };
  }
}

/** What is said of persons, as far as the viewer may know it. */
function wordsFor({ words, knowsPersons }: AnsweredPetition, viewer: Viewer) {
  if (words === null) return { title: '', text: null, petitioner: NOBODY, representatives: [] };
  const [petitioner = NOBODY, ...representatives] = words.persons.map((person) => presentPerson(person, knowsPersons));
  return { title: words.title, text: maySeeText(viewer) ? words.text : null, petitioner, representatives };
}

export function presentRow(row: ListedPetition, locale: Locale) {
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    stage: row.stage as Stage,
    stageTitle: stageTitle(row.stage, locale),
    state: row.state,
    tags: row.tags,
    version: row.revision,
    ...commonFacts(row),
    unit: row.unit,
    assignee: row.assignee,
    updatedAt: row.updated_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    dueOn: row.due_at === null ? null : lastDayBefore(row.due_at),
    provisional: row.provisional,
  };
}

function commonFacts(facts: FactsRow) {
  return {
    channel: facts.channel as PetitionView['channel'],
    purpose: facts.purpose as PetitionView['purpose'],
    category: facts.category,
    place: facts.place,
    groupSize: facts.group_size,
    confidential: facts.confidential,
    receivedOn: facts.received_on,
    receivedAt: facts.received_at.toISOString(),
  };
}

/** A deadline is the end of its day, so the instant itself already belongs to the next. */
function lastDayBefore(dueAt: Date): LocalDate {
  return dateOf(dueAt.getTime() - 1);
}

function stageTitle(stage: string, locale: Locale): string {
  return locale === 'zh' ? STAGES[stage as Stage] : stage;
}

/** What a case knows, and the version of the chart by which that is read. */
export interface Known {
  readonly chart: PetitionChart;
  readonly context: PetitionContext;
}

/** A clock as it stands now. */
export function presentClock(clock: CaseClock, { chart, context }: Known, now: number, locale: Locale) {
  const { title, source, ...standing } = chart.clocks.standing(clock, context, now);
  return { ...standing, title: title[locale], source: source?.[locale] ?? null };
}

/** What the procedure has made of a case, beside its state and clocks. */
function presentCase({ chart, context }: Known, directory: Directory, locale: Locale, relatives: Relatives) {
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
function presentAccused({ accused = [] }: PetitionContext, names: readonly (string | null)[]) {
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

/** A person as the caller may see them. */
function presentPerson({ name, phone, idNumber, address }: PersonRow, mayKnow: boolean) {
  if (mayKnow) return { name, phone, idNumber, address, masked: false };
  return {
    name: maskName(name),
    phone: phone && keepEnds(phone, 3, 4),
    idNumber: idNumber && keepEnds(idNumber, 3, 2),
    address: address && '***',
    masked: true,
  };
}

/** The first character, counted as a reader counts: 𠮷某 keeps its 𠮷. */
function maskName(name: string): string {
  const [first = '', ...others] = Array.from(name);
  return first + '*'.repeat(Math.max(1, others.length));
}

function keepEnds(text: string, start: number, end: number): string {
  if (text.length <= start + end) return '*'.repeat(text.length);
  return text.slice(0, start) + '*'.repeat(text.length - start - end) + text.slice(-end);
}
