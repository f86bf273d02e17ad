import { dateOf, toIso } from '@huiyin/domain';
import type { LocalDate } from '@huiyin/domain';
import { maySeeText, namesOf } from '@huiyin/office';
import type { AnsweredPetition, FactsRow, ListedPetition, Office, Viewer } from '@huiyin/office';
import { OFFICE } from '@huiyin/platform';
import { rehydrate } from '@huiyin/workflow';
import type { PetitionContext } from '@huiyin/workflow';
import { STAGES } from '@huiyin/workflow/contract';
import type { PetitionView, Stage } from '@huiyin/workflow/contract';
import { Inject, Injectable } from '@nestjs/common';
import type { Locale } from '../http/locale.ts';
import { presentAccused, presentCase } from './case.presenter.ts';
import { presentClock } from './clock.presenter.ts';
import { presentPerson } from './masking.ts';

/** Stands for a petitioner who has been erased. */
const NOBODY = presentPerson({ name: '', phone: null, idNumber: null, address: null }, false);

/** From stored rows to the contract's views. */
@Injectable()
export class PetitionPresenter {
  constructor(@Inject(OFFICE) private readonly office: Office) {}

  /** A petition as the viewer may know it: with as much of its words and persons as is theirs to see. */
  petition(petition: AnsweredPetition, viewer: Viewer, locale: Locale): PetitionView {
    const { record, facts, words, now, relatives } = petition;
    const context = record.context as PetitionContext;
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
      updatedAt: toIso(context.now),
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
