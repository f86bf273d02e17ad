import type { Pool, QueryResultRow } from 'pg';

/** Of a row its columns are known. What is in them is written again as it was read, so it needs no type. */
type Columns<Name extends string> = Readonly<Record<Name, unknown>>;

type CaseRow = Columns<'snapshot' | 'head' | 'stage' | 'state' | 'tags' | 'unit' | 'due_at' | 'wake_at'> & {
  readonly revision: number;
  readonly machine_version: number;
};

/** The rows of a case, by table. */
interface CaseRows {
  readonly case: readonly CaseRow[];
  readonly event: readonly Columns<
    'seq' | 'event' | 'actor' | 'at' | 'from_state' | 'to_state' | 'actions' | 'previous'
  >[];
  readonly personal: readonly Columns<'salt' | 'body'>[];
  readonly timers: readonly Columns<'name' | 'status' | 'armed_at' | 'due_at' | 'fired_at'>[];
  readonly effects: readonly Columns<'number' | 'kind' | 'payload'>[];
  readonly scope: readonly Columns<'unit'>[];
  readonly petition: readonly Columns<
    'channel' | 'purpose' | 'category' | 'place' | 'group_size' | 'received_on' | 'received_at'
  >[];
  readonly text: readonly Columns<'title' | 'text' | 'salt' | 'grams'>[];
  readonly petitioner: readonly Columns<'name' | 'phone' | 'id_number' | 'address'>[];
}

const TABLES = {
  case: 'SELECT * FROM petition_case WHERE id = $1',
  event: 'SELECT * FROM case_event WHERE case_id = $1 ORDER BY seq',
  personal: 'SELECT * FROM case_personal WHERE case_id = $1 ORDER BY seq',
  timers: 'SELECT * FROM case_timer WHERE case_id = $1 ORDER BY name',
  effects: 'SELECT * FROM case_effect WHERE case_id = $1 ORDER BY seq, number',
  scope: 'SELECT * FROM case_scope WHERE case_id = $1 ORDER BY unit',
  petition: 'SELECT *, received_on::text FROM petition WHERE case_id = $1',
  text: 'SELECT * FROM petition_text WHERE case_id = $1',
  petitioner: 'SELECT * FROM petitioner WHERE case_id = $1',
} as const satisfies Record<keyof CaseRows, string>;

const tables = Object.keys(TABLES) as (keyof CaseRows)[];

export async function readRows(pool: Pool, caseId: string): Promise<CaseRows> {
  const read = tables.map(async (table) => {
    const { rows } = await pool.query<QueryResultRow>(TABLES[table], [caseId]);
    return [table, rows];
  });
  return Object.fromEntries(await Promise.all(read)) as CaseRows;
}

type Only<Table extends keyof CaseRows> = CaseRows[Table][number];

/** What one step of a case wrote: new rows, and those in which something is different. */
export interface Written extends Pick<CaseRows, 'timers' | 'effects' | 'scope'> {
  readonly case: Only<'case'>;
  readonly event: Only<'event'>;
  readonly personal: Only<'personal'> | undefined;
  /** What a registration alone writes. */
  readonly registered: Registered | undefined;
}

export interface Registered {
  readonly petition: Only<'petition'>;
  readonly text: Only<'text'>;
  readonly petitioner: Only<'petitioner'>;
}

/** @param before undefined for a registration */
export function writtenBy(before: CaseRows | undefined, after: CaseRows): Written {
  const [row] = after.case;
  const event = after.event.at(-1);
  if (!row || !event || event.seq === before?.event.at(-1)?.seq) throw new Error('the step has written nothing');
  return {
    case: row,
    event,
    personal: different(before?.personal, after.personal)[0],
    timers: different(before?.timers, after.timers),
    effects: different(before?.effects, after.effects),
    scope: different(before?.scope, after.scope),
    registered: before ? undefined : registered(after),
  };
}

function registered({ petition: [petition], text: [text], petitioner: [petitioner] }: CaseRows): Registered {
  if (!petition || !text || !petitioner) throw new Error('no petition is registered');
  return { petition, text, petitioner };
}

function different<Row>(before: readonly Row[] = [], after: readonly Row[]): Row[] {
  const known = new Set(before.map((row) => JSON.stringify(row)));
  return after.filter((row) => !known.has(JSON.stringify(row)));
}
