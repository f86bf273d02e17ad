import type { Instant } from '@huiyin/domain';
import { carryTimers } from './carried-timers.ts';
import type { Definition } from './definition.ts';
import type { CaseRecord, Moved, RecordedActor } from './model.ts';
import type { Registry } from './registry.ts';
import { planned, rehydrate, settleDue } from './step.ts';
import { append } from './chain.ts';

/** What the line of a calendar change says. */
export interface CalendarData {
  /** Version of the calendar that the case counts with from now on. */
  readonly calendar: string;
  readonly ground?: string;
}

/** Who has a case count with another calendar, why, and when. */
export interface CalendarSaid {
  readonly data: CalendarData;
  readonly actor: RecordedActor;
  readonly now: Instant;
}

const APPLY_CALENDAR = 'APPLY_CALENDAR';

/** Has a case count with another calendar. Timers already due come first, as they were promised. */
export function recountCase(registry: Registry, record: CaseRecord, said: CalendarSaid): Moved {
  const definition = registry.of(record);
  const settled = settleDue(definition, record, said.now, said.now);
  const changed = changeCalendar(definition, settled.record, said, said.now);
  return { record: changed.record, entries: [...settled.entries, ...changed.entries] };
}

/** The change alone: the case stays where it is, and its timers wait for the new days. */
export function changeCalendar(
  definition: Definition,
  record: CaseRecord,
  { data, actor, now }: CalendarSaid,
  recordedAt: Instant,
): Moved {
  const { id, version, machine } = definition;
  const before = rehydrate(definition, record, now);
  const counted = definition.recount?.(before, data.calendar);
  if (!counted) throw new Error(`${id}@${version} does not count with a calendar`);
  const after = machine.resolveState({ value: counted.value, context: counted.context });
  const stays = { id, from: version, to: version, states: {} };
  const old = { machine, snapshot: before, armed: record.armed };
  const { armed } = carryTimers(old, { machine, snapshot: after }, { migration: stays, now });
  const event = { type: APPLY_CALENDAR, data };
  const line = { kind: 'calendar', event, actor, at: now, recordedAt } as const;
  return append(record, after, planned(record.armed, armed, counted.effects), line);
}
