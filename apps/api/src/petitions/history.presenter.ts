import { toIso } from '@huiyin/domain';
import { withoutUnknown } from '@huiyin/office';
import type { HistoryLine, Relatives } from '@huiyin/office';
import { migrationIn } from '@huiyin/workflow';
import type { CalendarData, MigrationData, PetitionChart, RecordedEvent } from '@huiyin/workflow';
import { EVENTS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import type { Locale } from '../http/locale.ts';

/** What of a line its reader may know. */
interface Reader {
  /** The version of the chart that the case stands on. */
  readonly chart: PetitionChart;
  readonly knowsPersons: boolean;
  readonly relatives: Relatives;
  readonly locale: Locale;
}

/** A step, as it is told. */
export function presentLine({ entry, personal }: HistoryLine, { chart, knowsPersons, relatives, locale }: Reader) {
  const { event, kind, actor, at, recordedAt } = entry;
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
    data: {
      ...withoutUnknown(event, relatives),
      ...personalPart(event.sealed?.fields ?? [], knowsPersons ? personal : null),
    },
    previous: entry.previous,
    hash: entry.hash,
  };
}

/** Text about persons, or the fields' names with null: for those who may not know it, and once it is erased. */
function personalPart(fields: readonly string[], personal: HistoryLine['personal']): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, personal?.[field] ?? null]));
}

function lineTitle({ kind, event }: HistoryLine['entry'], { words }: PetitionChart, locale: Locale): string {
  if (kind === 'timer') return words.timer(event.type).title[locale];
  if (kind === 'open') return locale === 'zh' ? '登记' : 'Registered';
  if (kind === 'amendment') return amendmentTitle(event)[locale];
  return EVENTS[event.type as EventType].title[locale];
}

/** An amendment is another version of the procedure, or other working days. */
function amendmentTitle(event: RecordedEvent): Readonly<Record<Locale, string>> {
  const migration = migrationIn(event);
  return migration ? migrationTitle(migration) : calendarTitle(event.data as CalendarData);
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
