import { dateOf, toIso } from '@huiyin/domain';
import type { Instant, LocalDate } from '@huiyin/domain';
import { Inject, Injectable } from '@nestjs/common';
import { DIRECTORY, maySeePerson, maySeeText, REGISTRY } from '@huiyin/runtime';
import type { Directory, Viewer } from '@huiyin/runtime';
import { rehydrate } from '@huiyin/workflow';
import type {
  CalendarData,
  CaseRecord,
  MigrationData,
  PetitionChart,
  PetitionContext,
  PetitionRegistry,
} from '@huiyin/workflow';
import { EVENTS, STAGES } from '@huiyin/workflow/contract';
import type { EventType, PetitionView, Stage } from '@huiyin/workflow/contract';
import type { Locale } from '../http/locale.ts';
import { AllowedEvents } from './allowed-events.ts';
import { presentCase } from './case.presenter.ts';
import { presentClock } from './clock.presenter.ts';
import { presentPerson } from './masking.ts';
import type { FactsRow, HistoryLine, ListedPetition, WordsRow } from './petition.query.ts';
import { withoutUnknown } from './relatives.ts';
import type { Relatives } from './relatives.ts';

/** A petition without its words and persons: what a command's stored answer may hold. */
export type ImpersonalView = Omit<PetitionView, 'title' | 'text' | 'petitioner' | 'representatives'>;

/** Who is asking, when and in which language. */
export interface Asked {
  readonly viewer: Viewer;
  readonly now: Instant;
  readonly locale: Locale;
  /** What the viewer may know of other petitions that bear on the one asked about. */
  readonly relatives: Relatives;
}

/** Stands for a petitioner who has been erased. */
const NOBODY = presentPerson({ name: '', phone: null, idNumber: null, address: null }, false);

/** From stored rows to the contract's views. */
@Injectable()
export class PetitionPresenter {
  constructor(
    @Inject(REGISTRY) private readonly registry: PetitionRegistry,
    @Inject(DIRECTORY) private readonly directory: Directory,
    @Inject(AllowedEvents) private readonly allowedEvents: AllowedEvents,
  ) {}

  impersonal(record: CaseRecord, facts: FactsRow, asked: Asked): ImpersonalView {
    const { now, locale, relatives } = asked;
    const context = record.context as PetitionContext;
    const chart = this.registry.of(record);
    const { stage, state, tags, unit, assignee } = chart.view(rehydrate(chart, record, now));
    return {
      id: record.id,
      code: facts.code,
      stage: stage as Stage,
      stageTitle: stageTitle(stage, locale),
      state,
      regions: { ...chart.placeOf(record.value).regions },
      tags: [...tags],
      version: record.revision,
      machine: { id: record.machineId, version: record.machineVersion },
      ...commonFacts(facts),
      ...presentCase({ chart, context }, this.directory, locale, relatives),
      unit,
      assignee,
      clocks: context.clocks.map((clock) => presentClock(clock, { chart, context }, now, locale)),
      allowedEvents: this.allowedEvents.names(asked, record),
      updatedAt: toIso(context.now),
    };
  }

  /** Adds what is said of persons, as far as the viewer may know it. */
  withWords(
    view: ImpersonalView,
    record: CaseRecord,
    { title, text, persons }: WordsRow,
    viewer: Viewer,
  ): PetitionView {
    const mayKnow = this.mayKnow(viewer, record);
    const [petitioner = NOBODY, ...representatives] = persons.map((person) => presentPerson(person, mayKnow));
    return { ...view, title, text: maySeeText(viewer) ? text : null, petitioner, representatives };
  }

  withoutWords(view: ImpersonalView): PetitionView {
    return { ...view, title: '', text: null, petitioner: NOBODY, representatives: [] };
  }

  history({ entry, personal }: HistoryLine, record: CaseRecord, { viewer, locale, relatives }: Asked) {
    const { event, kind, actor, at, recordedAt } = entry;
    const said = withoutUnknown(event, relatives);
    const chart = this.registry.of(record);
    return {
      seq: entry.seq,
      kind,
      event: kind === 'timer' ? chart.words.timer(event.type).event : event.type,
      title: lineTitle(entry, chart, locale),
      actor: actor as { account: string; unit: string } | null,
      at: toIso(at),
      recordedAt: toIso(recordedAt),
      latenessMs: recordedAt - at,
      from: entry.from === null ? null : chart.placeOf(entry.from).path,
      to: chart.placeOf(entry.to).path,
      data: { ...said, ...this.personalPart(event.sealed?.fields ?? [], personal, viewer, record) },
      previous: entry.previous,
      hash: entry.hash,
    };
  }

  /** Personal text for those who work on the case; for others, and once erased, the fields' names with null. */
  private personalPart(
    fields: readonly string[],
    personal: HistoryLine['personal'],
    viewer: Viewer,
    record: CaseRecord,
  ): Record<string, unknown> {
    const shown = this.mayKnow(viewer, record) ? personal : null;
    return Object.fromEntries(fields.map((field) => [field, shown?.[field] ?? null]));
  }

  /** Whether the viewer may know who petitions. */
  mayKnow(viewer: Viewer, record: CaseRecord): boolean {
    return maySeePerson(viewer, record.context as PetitionContext, this.directory);
  }
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

function lineTitle(
  { kind, event: { type, data } }: HistoryLine['entry'],
  { words }: PetitionChart,
  locale: Locale,
): string {
  if (kind === 'timer') return words.timer(type).title[locale];
  if (kind === 'open') return locale === 'zh' ? '登记' : 'Registered';
  if (kind === 'migration') return migrationTitle(data as MigrationData)[locale];
  if (kind === 'calendar') return calendarTitle(data as CalendarData)[locale];
  return EVENTS[type as EventType].title[locale];
}

function migrationTitle({ from, to, takesBack }: MigrationData): Readonly<Record<Locale, string>> {
  if (takesBack === undefined) {
    return { zh: `办理流程由第 ${from} 版转为第 ${to} 版`, en: `Moved from version ${from} of the procedure to ${to}` };
  }
  return {
    zh: `撤回第 ${takesBack} 条：办理流程由第 ${from} 版恢复为第 ${to} 版`,
    en: `Line ${takesBack} taken back: from version ${from} of the procedure to ${to} again`,
  };
}

function calendarTitle({ calendar }: CalendarData): Readonly<Record<Locale, string>> {
  return { zh: `按新的节假日安排（${calendar}）重新计算期限`, en: `Counted anew by the holiday notice ${calendar}` };
}
