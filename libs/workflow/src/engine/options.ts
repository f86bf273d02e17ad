import type { Instant } from '@huiyin/domain';
import type { Pool } from 'pg';
import type { Clock } from './clock.ts';
import type { CaseRecord, EngineContext } from './model.ts';
import type { Registry } from './registry.ts';

/** What the engine tells its surroundings once a step is committed: when the case wants to wake, what is owed to the world. */
export interface Committed {
  readonly wakeAt: readonly Instant[];
  readonly effects: number;
}

/** A part of the statement that writes cases. `$rows` stands for its rows, a JSON array; it joins `moved (id, at)`. */
export type Fragment = string;

/** Rows of the application's own that follow from where a case stands, and are written whenever that changes. */
export interface Beside<C extends EngineContext = EngineContext> {
  readonly parts: Readonly<Record<string, Fragment>>;
  /**
   * The row of each part that this step changes; `case_id` is added to it. Asked for every step of every case, a person's, a
   * timer's or an amendment, so it must see quickly that nothing has changed: what a step leaves alone is the same object.
   */
  readonly rowsOf: (before: CaseRecord<C> | null, after: CaseRecord<C>) => RowsOf | Promise<RowsOf>;
}

/** A row by the name of its part. */
type RowsOf = Readonly<Record<string, object>>;

/** Rows that only an order knows, such as the words of a registration. Orders with the same parts can be written together. */
export interface OrderParts {
  /** The same object for all orders of one sort. */
  readonly texts: Readonly<Record<string, Fragment>>;
  /** Of each part; `case_id` is added to each row. */
  readonly rows: Readonly<Record<string, readonly object[]>>;
}

/** Rows that only an order knows and that are too large for JSON, such as files. Such an order is written alone. */
export interface OrderRows {
  /** Stands for the text: the same name is the same text, but for the placeholders. */
  readonly name: string;
  /** @param first number of the first placeholder; the values follow it in their order */
  readonly parts: (first: number) => string;
  readonly values: readonly unknown[];
}

export interface EngineOptions<C extends EngineContext = EngineContext> {
  /** The pool under TypeORM's DataSource: it can name statements, `DataSource.query` cannot. */
  readonly pool: Pool;
  readonly registry: Registry<C>;
  readonly clock: Clock;
  /** Null where nothing is kept beside the cases. */
  readonly beside: Beside<C> | null;
  /** Rings the doorbell. It may fail or be lost: the sweep finds what is due. */
  readonly announce: (committed: Committed) => void;
}
