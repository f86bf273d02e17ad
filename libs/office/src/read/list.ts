import type { Pool } from 'pg';
import { maySeeText } from '../access/permission.ts';
import type { Viewer } from '../access/viewer.ts';
import { binder, seenBy } from '../access/visibility.ts';
import { gramsOf, normalize } from './grams.ts';
import { FACTS } from './petitions.ts';
import type { FactsRow } from './petitions.ts';

export interface ListedPetition extends FactsRow {
  readonly id: string;
  readonly revision: number;
  readonly title: string;
  readonly stage: string;
  readonly state: string;
  readonly tags: readonly string[];
  readonly unit: string | null;
  readonly assignee: string | null;
  readonly due_at: Date | null;
  /** A running clock that ends at `due_at` rests on a holiday notice that is not out yet. */
  readonly provisional: boolean;
  readonly updated_at: Date;
}

/** By what a worklist is narrowed down. Instants in epoch milliseconds. */
export interface PetitionFilter {
  readonly stage?: string | undefined;
  /** A state path, or the beginning of one. */
  readonly state?: string | undefined;
  readonly tag?: string | undefined;
  /** Code of a unit; those below it are included. */
  readonly unit?: string | undefined;
  readonly assignee?: string | undefined;
  readonly channel?: string | undefined;
  readonly category?: string | undefined;
  readonly overdue?: boolean | undefined;
  readonly dueBefore?: number | undefined;
  readonly dueAfter?: number | undefined;
  readonly code?: string | undefined;
  /** Words of title or text. */
  readonly q?: string | undefined;
  readonly limit: number;
}

const PROVISIONAL = `EXISTS (
  SELECT 1 FROM jsonb_array_elements(c.snapshot #> '{context,clocks}') AS k
  WHERE k ->> 'status' = 'running' AND k -> 'provisionalYears' <> '[]'
    AND to_timestamp((k ->> 'dueAt')::float8 / 1000) = c.due_at)`;

const LISTED = `c.id, c.revision, c.stage, c.state, c.tags, c.unit, c.assignee, c.due_at, c.updated_at, ${PROVISIONAL} AS provisional,
  ${FACTS}`;

/** The worklist: what a viewer sees of all petitions. */
export class PetitionList {
  constructor(private readonly pool: Pool) {}

  /** Rows of the worklist, newest first; one more than asked for, if there is one. */
  async page(viewer: Viewer, filter: PetitionFilter, after: string | null): Promise<ListedPetition[]> {
    const values: unknown[] = [];
    const bind = binder(values);
    const { units, condition } = seenBy(viewer, bind);
    const conditions = [condition, ...conditionsOf(filter, bind, searchedBy(viewer))];
    if (after !== null) conditions.push(`s.case_id < ${bind(after)}`);
    const most = bind(filter.limit + 1);
    // The words are wanted of what is shown only, unless they are what is searched.
    const words = filter.q === undefined ? '' : 'JOIN petition_text t ON t.case_id = s.case_id';
    const text = `
      SELECT shown.*, t.title FROM (
        SELECT DISTINCT ON (each.id) each.* FROM ${units} CROSS JOIN LATERAL (
          SELECT ${LISTED} FROM case_scope s
          JOIN petition_case c ON c.id = s.case_id JOIN petition p ON p.case_id = s.case_id ${words}
          WHERE ${conditions.join(' AND ')} ORDER BY s.case_id DESC LIMIT ${most}) AS each
        ORDER BY each.id DESC LIMIT ${most}) AS shown
      JOIN petition_text t ON t.case_id = shown.id ORDER BY shown.id DESC`;
    const { rows } = await this.pool.query<ListedPetition>({ text, values });
    return rows;
  }
}

function conditionsOf(filter: PetitionFilter, bind: (value: unknown) => string, searched: string): string[] {
  const { stage, state, tag, unit, assignee, channel, category, overdue, dueBefore, dueAfter, code, q } = filter;
  return [
    stage && `c.stage = ${bind(stage)}`,
    state && `(c.state = ${bind(state)} OR starts_with(c.state, ${bind(`${state}.`)}))`,
    tag && `c.tags @> ${bind([tag])}::text[]`,
    unit && `c.unit IN (SELECT u.code FROM unit u WHERE u.path @> ${bind([unit])}::text[])`,
    assignee && `c.assignee = ${bind(assignee)}`,
    channel && `p.channel = ${bind(channel)}`,
    category && `p.category = ${bind(category)}`,
    overdue === true && `c.tags @> '{overdue}'`,
    overdue === false && `NOT c.tags @> '{overdue}'`,
    dueBefore !== undefined && `c.due_at < ${bind(new Date(dueBefore))}`,
    dueAfter !== undefined && `c.due_at >= ${bind(new Date(dueAfter))}`,
    code && `p.code = ${bind(code.toUpperCase())}`,
    q &&
      `(t.grams @> ${bind(gramsOf(q))}::text[] AND ${normalized(searched)} LIKE ${bind(`%${escapeLike(normalize(q))}%`)})`,
  ].filter((condition): condition is string => typeof condition === 'string' && condition !== '');
}

/** Whoever is not shown the text must not find out by searching what stands in it. */
function searchedBy(viewer: Viewer): string {
  return maySeeText(viewer) ? `t.title || ' ' || t.text` : 't.title';
}

/** The grams find candidates; this makes sure that the words stand together. */
function normalized(text: string): string {
  return `lower(regexp_replace(normalize(${text}, NFKC), '\\s+', ' ', 'g'))`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (special) => `\\${special}`);
}
