import type { Instant } from '@huiyin/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, gramsOf, maySeeText, normalize, POOL, seenBy, visibleTo } from '@huiyin/runtime';
import type { Viewer } from '@huiyin/runtime';
import { CASE_COLUMNS, caseFromRow, historyEntryFromRow } from '@huiyin/workflow';
import type { CaseRecord, CaseRow, Clock, EntryRow, HistoryEntry, PetitionContext } from '@huiyin/workflow';
import type { Pool } from 'pg';
import { notFound } from '../http/problem.ts';
import type { PetitionFilter } from './petition.filter.ts';
import { namedBy } from './relatives.ts';
import type { Relatives } from './relatives.ts';
import { RelativesQuery } from './relatives.query.ts';

/** A person as stored. */
export interface PersonRow {
  readonly name: string;
  readonly phone: string | null;
  readonly idNumber: string | null;
  readonly address: string | null;
}

export interface FactsRow {
  readonly code: string;
  readonly channel: string;
  readonly purpose: string;
  readonly category: string | null;
  readonly place: string;
  readonly group_size: number;
  readonly confidential: boolean;
  readonly received_on: string;
  readonly received_at: Date;
}

/** The petition's words and persons, which live and can be erased apart from the rest. */
export interface WordsRow {
  readonly title: string;
  readonly text: string;
  /** Names of those complained about, by the registration. */
  readonly accused: readonly string[];
  /** Names of those added since; null for one that was erased. */
  readonly added_accused: readonly (string | null)[] | null;
  readonly persons: readonly PersonRow[];
}

/** Names of those complained about, by their numbers; some may have been removed since. */
export function namesOf({ accused, added_accused }: Pick<WordsRow, 'accused' | 'added_accused'>): (string | null)[] {
  return [...accused, ...(added_accused ?? [])];
}

export interface FoundPetition {
  /** The legal time at which it was read. */
  readonly now: Instant;
  readonly record: CaseRecord;
  readonly facts: FactsRow;
  readonly words: WordsRow;
  readonly relatives: Relatives;
}

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
  readonly updated_at: Date;
}

export interface HistoryLine {
  readonly entry: HistoryEntry;
  readonly personal: Readonly<Record<string, unknown>> | null;
}

const FACTS = `p.code, p.channel, p.purpose, p.category, p.place, p.group_size, p.confidential,
  p.received_on::text AS received_on, p.received_at`;
const PETITION_JOIN = 'petition_case c JOIN petition p ON p.case_id = c.id JOIN petition_text t ON t.case_id = c.id';

/** The history keeps who they are, in order; their names stand apart, with the text about persons. */
const ADDED_ACCUSED = `
    CASE WHEN jsonb_path_exists(c.snapshot, '$.context.accused[*].addedOn') THEN (
      SELECT json_agg(x.body -> 'add' -> (a.n - 1)::int ->> 'name' ORDER BY e.seq, a.n)
      FROM case_event e CROSS JOIN jsonb_array_elements(e.event #> '{data,add}') WITH ORDINALITY AS a (entry, n)
      LEFT JOIN case_personal x ON x.case_id = e.case_id AND x.seq = e.seq
      WHERE e.case_id = c.id AND e.event ->> 'type' = 'ADD_ACCUSED') END`;

const FIND = `
  SELECT ${CASE_COLUMNS.map((column) => `c.${column}`).join(', ')}, ${FACTS}, t.title, t.text, t.accused, ${ADDED_ACCUSED} AS added_accused,
    (SELECT json_agg(json_build_object('name', r.name, 'phone', r.phone, 'idNumber', r.id_number, 'address', r.address)
       ORDER BY r.number) FROM petitioner r WHERE r.case_id = c.id) AS persons
  FROM ${PETITION_JOIN} WHERE c.id = $1 AND `;

const LISTED = `c.id, c.revision, c.stage, c.state, c.tags, c.unit, c.assignee, c.due_at, c.updated_at, ${FACTS}`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The read side. Every query goes through the one rule of visibility. */
@Injectable()
export class PetitionQuery {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RelativesQuery) private readonly relatives: RelativesQuery,
  ) {}

  /** @throws Problem 404, for a petition that is not there and for one the viewer may not know of alike */
  async find(viewer: Viewer, id: string): Promise<FoundPetition> {
    const found = await this.findIfVisible(viewer, id);
    if (!found) throw notFound();
    return found;
  }

  async findIfVisible(viewer: Viewer, id: string): Promise<FoundPetition | null> {
    if (!UUID.test(id)) return null;
    const values: unknown[] = [id];
    const text = FIND + visibleTo(viewer, binder(values));
    const { rows } = await this.pool.query<CaseRow & FactsRow & WordsRow>({ name: nameOf(text), text, values });
    const [row] = rows;
    if (!row) return null;
    const record = caseFromRow(row);
    const { links, mergedInto } = record.context as PetitionContext;
    const linked = links.map(({ petition }) => petition);
    const relatives = await this.relatives.of(viewer, linked, mergedInto);
    return { now: await this.clock.now(), record, facts: row, words: row, relatives };
  }

  /** Rows of the worklist, newest first; one more than asked for, if there is one. */
  async list(viewer: Viewer, filter: PetitionFilter, after: string | null): Promise<ListedPetition[]> {
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

  /** What a command of the caller's was answered, if it has been carried out. */
  async earlierAnswer<A>({ id, digest }: { id: string; digest: string }): Promise<A | null> {
    const text = 'SELECT answer FROM command WHERE id = $1 AND digest = $2 AND seq IS NOT NULL';
    const { rows } = await this.pool.query<{ answer: A }>({ name: 'earlier-answer', text, values: [id, digest] });
    return rows[0]?.answer ?? null;
  }

  /** Every step with the text about persons that was said with it; what was registered stands in tables of its own. */
  async history(viewer: Viewer, caseId: string, words: WordsRow): Promise<{ lines: HistoryLine[]; named: Relatives }> {
    const lines = await this.linesOf(caseId, words);
    const ids = lines.map(({ entry: { event } }) => namedBy(event));
    const named = ids.filter((id) => id !== null);
    return { lines, named: await this.relatives.of(viewer, named, null) };
  }

  private async linesOf(caseId: string, { title, text, persons, accused }: WordsRow): Promise<HistoryLine[]> {
    const [petitioner, ...representatives] = persons;
    const registered = { title, text, petitioner, representatives, accused };
    const { rows } = await this.pool.query<EntryRow & { personal: Record<string, unknown> | null }>({
      name: 'history-with-personal',
      text: `SELECT e.*, x.body AS personal FROM case_event e
             LEFT JOIN case_personal x ON x.case_id = e.case_id AND x.seq = e.seq
             WHERE e.case_id = $1 ORDER BY e.seq`,
      values: [caseId],
    });
    return rows.map((row) => ({
      entry: historyEntryFromRow(row),
      personal: row.kind === 'open' ? registered : row.personal,
    }));
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

function binder(values: unknown[]): (value: unknown) => string {
  return (value) => `$${values.push(value)}`;
}

/** A statement's text varies only with the shape of the visibility rule, so there are a handful of names. */
function nameOf(text: string): string {
  return `find-${text.length}-${text.includes('followUp') ? 'f' : ''}${text.includes('NOT p.confidential') ? 'o' : ''}`;
}
