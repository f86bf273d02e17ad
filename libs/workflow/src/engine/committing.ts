import type { Instant } from '@huiyin/domain';
import type { Pool } from 'pg';
import type { CaseWrite } from './case-store.ts';
import type { Clock } from './clock.ts';
import type { CaseRecord } from './model.ts';
import type { CaseColumns, Definition, Registry } from './registry.ts';
import { nextDue } from './step.ts';
import type { Moved } from './step.ts';

/** What the engine tells its surroundings once a step is committed: when the case wants to wake, what is owed to the world. */
export interface Committed {
  readonly wakeAt: readonly Instant[];
  readonly effects: number;
}

export interface EngineOptions {
  /** The pool under TypeORM's DataSource: it can name statements, `DataSource.query` cannot. */
  readonly pool: Pool;
  readonly registry: Registry;
  readonly clock: Clock;
  /** Rings the doorbell. It may fail or be lost: the sweep finds what is due. */
  readonly announce: (committed: Committed) => void;
}

export function caseWrite(definition: Definition, before: CaseRecord | null, { record, entries }: Moved): CaseWrite {
  return {
    expected: before?.revision ?? null,
    before: before?.armed ?? {},
    record,
    entries,
    columns: columnsOf(definition, record),
  };
}

/** What a case is listed by, read off its state. */
export function columnsOf(definition: Definition, { value, context }: CaseRecord): CaseColumns {
  return definition.view(definition.machine.resolveState({ value, context }));
}

export function committed(moves: readonly Moved[]): Committed {
  return {
    wakeAt: moves.flatMap(({ record }) => nextDue(record)?.dueAt ?? []),
    effects: moves.flatMap(({ entries }) => entries).reduce((sum, entry) => sum + entry.actions.effects.length, 0),
  };
}
