import type { Instant } from '@huiyin/domain';
import { CASE_COLUMNS, caseFromRow, historyEntryFromRow, together } from '@huiyin/workflow';
import type { CaseRecord, CaseRow, Clock, EntryRow, HistoryEntry, PetitionContext } from '@huiyin/workflow';
import type { Pool } from 'pg';
import type { Concern } from '../access/accused.ts';
import { maySeePerson } from '../access/permission.ts';
import type { Directory } from '../access/directory.ts';
import type { Viewer } from '../access/viewer.ts';
import { binder, seeAlike, shapeFor, visibleTo } from '../access/visibility.ts';
import { notFound } from '../refusal.ts';
import { namedBy, NO_RELATIVES } from './relatives.ts';
import type { Relatives, RelativesReader } from './relatives.ts';
import { UUID } from './uuid.ts';

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
  /** Whether the viewer may know who petitions: by what the case is today, whatever instant it is told of. */
  readonly knowsPersons: boolean;
  readonly relatives: Relatives;
}

/** A petition as it is told to whoever has just done something with it. */
export interface AnsweredPetition extends Omit<FoundPetition, 'words'> {
  /** Null where it is no longer the viewer's to see. */
  readonly words: WordsRow | null;
}

export interface HistoryLine {
  readonly entry: HistoryEntry;
  readonly personal: Readonly<Record<string, unknown>> | null;
}

/** Columns of `p` (petition). */
export const FACTS = `p.code, p.channel, p.purpose, p.category, p.place, p.group_size, p.confidential,
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
  FROM ${PETITION_JOIN} WHERE `;
const ONE = 'c.id = $1';
const SEVERAL = 'c.id = ANY($1::uuid[])';

const FACTS_OF = `SELECT ${FACTS} FROM petition p WHERE p.case_id = $1`;

const MERGED = `
  WITH RECURSIVE merged (id, context) AS (
    SELECT c.id, c.snapshot -> 'context' FROM petition_link l JOIN petition_case c ON c.id = l.case_id
    WHERE l.other = $1 AND c.snapshot #>> '{context,mergedInto}' = l.other::text
    UNION
    SELECT c.id, c.snapshot -> 'context' FROM merged m JOIN petition_link l ON l.other = m.id
    JOIN petition_case c ON c.id = l.case_id AND c.snapshot #>> '{context,mergedInto}' = l.other::text)
  SELECT context FROM merged WHERE id <> $1`;

/** How many petitions one statement reads at most. */
const MOST_READ = 64;

type FoundRow = CaseRow & FactsRow & WordsRow;

/** Of the viewer a read needs what the rule of visibility asks. */
interface Reading {
  readonly viewer: Viewer;
  readonly id: string;
}

/** The read side. Every query goes through the one rule of visibility. */
export class PetitionReader {
  private readonly read = together<Reading, FoundRow | null>((group) => this.readAll(group), MOST_READ);

  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly relatives: RelativesReader,
  ) {}

  /** @throws Refusal `not-found`, for a petition that is not there and for one the viewer may not know of alike */
  async find(viewer: Viewer, id: string): Promise<FoundPetition> {
    const found = await this.findIfVisible(viewer, id);
    if (!found) throw notFound();
    return found;
  }

  async findIfVisible(viewer: Viewer, id: string): Promise<FoundPetition | null> {
    if (!UUID.test(id)) return null;
    const row = await this.read({ viewer, id: id.toLowerCase() });
    if (!row) return null;
    const record = caseFromRow(row);
    const relatives = await this.relativesOf(viewer, record);
    const knowsPersons = maySeePerson(viewer, record.context, this.directory);
    return { now: await this.clock.now(), record, facts: row, words: row, knowsPersons, relatives };
  }

  /** One statement for those of the viewers who see alike. */
  private async readAll(group: readonly Reading[]): Promise<(FoundRow | null)[]> {
    const [first, ...others] = group;
    if (!first) return [];
    const alike = [first, ...others.filter(({ viewer }) => seeAlike(viewer, first.viewer))];
    const rest = others.filter((each) => !alike.includes(each));
    const [rows, more] = await Promise.all([this.rowsFor(first.viewer, alike), this.readAll(rest)]);
    const found = new Map(rows.map((row) => [row.id, row]));
    return group.map((each) => (alike.includes(each) ? found.get(each.id) : more[rest.indexOf(each)]) ?? null);
  }

  private async rowsFor(viewer: Viewer, readings: readonly Reading[]): Promise<FoundRow[]> {
    const ids = readings.map(({ id }) => id);
    const [which, wanted, name] = ids.length === 1 ? [ONE, ids[0], 'find'] : [SEVERAL, ids, 'find-several'];
    const values: unknown[] = [wanted];
    const text = `${FIND}${which} AND ${visibleTo(viewer, binder(values))}`;
    const { rows } = await this.pool.query<FoundRow>({ name: `${name}-${shapeFor(viewer)}`, text, values });
    return rows;
  }

  /**
   * The case as a step of the viewer's left it, for the answer to that step: without its words where it has gone out of
   * the viewer's sight.
   * @param record as of that step
   * @param before as the viewer had found it, where they see it alike after the step: then it is not read again
   */
  async after(viewer: Viewer, record: CaseRecord, before: FoundPetition | null): Promise<AnsweredPetition> {
    const { now } = record.context;
    if (before) {
      const knowsPersons = maySeePerson(viewer, record.context, this.directory);
      return { ...before, now, record, knowsPersons, relatives: await this.relativesAfter(viewer, before, record) };
    }
    const found = await this.findIfVisible(viewer, record.id);
    if (found) return { ...found, now, record, relatives: await this.relativesOf(viewer, record) };
    const facts = await this.factsOf(record.id);
    return { now, record, facts, words: null, knowsPersons: false, relatives: NO_RELATIVES };
  }

  /** What bears on a petition after a step, which may have linked it to another. */
  private relativesAfter(viewer: Viewer, { record, relatives }: FoundPetition, after: CaseRecord): Promise<Relatives> {
    const [was, is] = [record.context, after.context];
    const same = was.links === is.links && was.mergedInto === is.mergedInto;
    return same ? Promise.resolve(relatives) : this.relativesOf(viewer, after);
  }

  /** For the answer to whoever has registered it, hence without the rule of visibility. */
  async factsOf(id: string): Promise<FactsRow> {
    const { rows } = await this.pool.query<FactsRow>({ name: 'facts', text: FACTS_OF, values: [id] });
    if (!rows[0]) throw notFound();
    return rows[0];
  }

  /** What bears on a petition as it stands in a record, perhaps one of the past. */
  relativesOf(viewer: Viewer, { context: { links, mergedInto } }: CaseRecord): Promise<Relatives> {
    const linked = links.map(({ petition }) => petition);
    return this.relativesAmong(viewer, linked, mergedInto);
  }

  /** Most petitions are linked to none, and cost nothing. */
  private relativesAmong(viewer: Viewer, linked: readonly string[], mergedInto: string | null): Promise<Relatives> {
    if (linked.length === 0 && mergedInto === null) return Promise.resolve(NO_RELATIVES);
    return this.relatives.of(viewer, linked, mergedInto);
  }

  /** From whom the petitions are kept that are merged into one, at once or by way of another. For checks, never for showing. */
  async mergedInto(id: string): Promise<Concern[]> {
    const { rows } = await this.pool.query<{ context: PetitionContext }>({
      name: 'merged',
      text: MERGED,
      values: [id],
    });
    return rows.map(({ context }) => context);
  }

  /** Every step with the text about persons that was said with it; what was registered stands in tables of its own. */
  async history(viewer: Viewer, caseId: string, words: WordsRow): Promise<{ lines: HistoryLine[]; named: Relatives }> {
    const lines = await this.linesOf(caseId, words);
    const ids = lines.map(({ entry: { event } }) => namedBy(event));
    const named = ids.filter((id) => id !== null);
    return { lines, named: await this.relativesAmong(viewer, named, null) };
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
