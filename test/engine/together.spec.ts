// Steps that are asked for at the same time share a statement: each is still all or nothing, and has its own error.
import { createEngine, EventNotAccepted, RevisionConflict, sealed } from '@huiyin/workflow';
import type { CaseRecord, Engine } from '@huiyin/workflow';
import { apart, EVENTS } from '@huiyin/workflow/contract';
import { createRegister, Directory } from '@huiyin/office';
import type { Register } from '@huiyin/office';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { PEOPLE } from '../support/a-case.ts';
import { anEngine, FORM } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';

/** Holds back the statements that write cases until it is opened, and counts the cases of each. */
class GatedPool extends pg.Pool {
  readonly sizes: number[] = [];
  private open: Promise<void> = Promise.resolve();
  release: () => void = () => undefined;

  close(): void {
    this.sizes.length = 0;
    this.open = new Promise((resolve) => (this.release = resolve));
  }

  override async query(...args: unknown[]): Promise<never> {
    const [config] = args as [{ name?: string; values?: string[] }];
    if (config.name?.startsWith('case-write')) {
      this.sizes.push((JSON.parse(config.values?.[0] ?? '[]') as unknown[]).length);
      await this.open;
    }
    return super.query(...(args as [string])) as never;
  }
}

let it_: AnEngine;
let pool: GatedPool;
let engine: Engine;
let register: Register;
beforeAll(async () => {
  it_ = await anEngine();
  pool = new GatedPool({ connectionString: it_.url, max: 30 });
  pool.on('error', () => undefined);
  engine = createEngine({ ...it_, pool, announce: () => undefined });
  register = createRegister({ engine, clock: it_.clock, directory: new Directory(it_.pool) });
});
afterAll(async () => {
  await pool.end();
  await it_.stop();
});

interface More {
  readonly command?: { readonly id: string; readonly digest: string };
  readonly expectedRevision?: number;
}

/** The case is at hand, so nothing is read before the write. */
function accept(caseId: string, more: More = {}) {
  const data = EVENTS.ACCEPT.data.parse(EVENTS.ACCEPT.example) as Record<string, unknown>;
  return engine.advance({
    ...{ caseId, seen: seen.get(caseId), actor: PEOPLE.intake },
    ...sealed(apart('ACCEPT', data)),
    ...more,
  });
}

const seen = new Map<string, CaseRecord>();

/** Ids of new petitions. */
function opened(count: number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const caseId = uuid();
      const { record } = await register({ form: FORM, by: PEOPLE.intake, lots: { caseId, code: caseId, salt: '00' } });
      seen.set(caseId, record);
      return caseId;
    }),
  );
}

const linesOf = async (id: string) => (await it_.engine.history(id)).map(({ event }) => event.type);
const BOTH = ['REGISTER', 'ACCEPT'];

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** All is asked for before the first statement is let through. */
async function atOnce<T>(work: () => readonly Promise<T>[]): Promise<PromiseSettledResult<T>[]> {
  pool.close();
  const results = Promise.allSettled(work());
  await turn();
  pool.release();
  return results;
}

const fulfilled = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.map(({ status }) => status === 'fulfilled');

it('many at once go in one statement', async () => {
  const ids = await opened(22);
  const results = await atOnce(() => ids.map((id) => accept(id)));
  expect(fulfilled(results)).toEqual(ids.map(() => true));
  expect(pool.sizes).toEqual([22]);
  for (const id of ids) expect(await linesOf(id)).toEqual(BOTH);
});

it('petitions are registered together, each with its words and persons', async () => {
  const ids = Array.from({ length: 12 }, () => uuid());
  const results = await atOnce(() =>
    ids.map((caseId, n) =>
      register({
        form: { ...FORM, title: `第${n}件`, representatives: n % 3 ? [] : [{ name: `代表${n}` }] },
        by: PEOPLE.intake,
        lots: { caseId, code: caseId, salt: '00' },
      }),
    ),
  );
  expect(fulfilled(results)).toEqual(ids.map(() => true));
  expect(pool.sizes).toEqual([12]);
  const { rows } = await it_.pool.query(
    `SELECT p.code, t.title, count(r.*)::int AS persons FROM petition p JOIN petition_text t USING (case_id)
     JOIN petitioner r USING (case_id) WHERE p.case_id = ANY($1) GROUP BY 1, 2 ORDER BY 1`,
    [ids],
  );
  expect(rows).toEqual(ids.map((code, n) => ({ code, title: `第${n}件`, persons: n % 3 ? 1 : 2 })).sort(byCode));
});

const byCode = (one: { code: string }, other: { code: string }) => (one.code < other.code ? -1 : 1);

describe.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('of ten, number %i', (bad) => {
  it('is refused by the database: its neighbours are written', async () => {
    const ids = await opened(10);
    await poison(ids[bad] ?? '');
    const results = await atOnce(() => ids.map((id) => accept(id)));
    await cure();
    expect(fulfilled(results)).toEqual(ids.map((_, n) => n !== bad));
    expect(results[bad]).toMatchObject({ reason: { message: 'poison' } });
    for (const [n, id] of ids.entries()) expect(await linesOf(id)).toEqual(n === bad ? ['REGISTER'] : BOTH);
  });

  it('is held by somebody: its neighbours do not wait for it', async () => {
    const ids = await opened(10);
    const holder = await it_.pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM petition_case WHERE id = $1 FOR UPDATE', [ids[bad]]);
    let waits = true;
    const results = atOnce(() =>
      ids.map(async (id, n) => {
        const outcome = await accept(id);
        if (n === bad) waits = false;
        return outcome;
      }),
    );
    while ((await written(ids)) < 9) await turn();
    expect(waits).toBe(true);
    await holder.query('COMMIT');
    holder.release();
    expect(fulfilled(await results)).toEqual(ids.map(() => true));
  });

  it('rests on a version that is over: it alone is told so', async () => {
    const ids = await opened(10);
    const results = await atOnce(() =>
      ids.map((id, n) => accept(id, n === bad ? { expectedRevision: 7 } : { expectedRevision: 1 })),
    );
    expect(results.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: expect.any(RevisionConflict) },
    ]);
    for (const [n, id] of ids.entries()) expect(await linesOf(id)).toEqual(n === bad ? ['REGISTER'] : BOTH);
  });
});

it('two of one case never share a statement: one is taken, the other refused', async () => {
  const ids = await opened(6);
  const results = await atOnce(() => [...ids, ...ids].map((id) => accept(id)));
  for (const [n, id] of ids.entries()) {
    const pair = [results[n], results[n + ids.length]];
    const refused = pair.filter((result) => result?.status === 'rejected');
    expect(refused).toMatchObject([{ reason: expect.any(EventNotAccepted) }]);
    expect(await linesOf(id)).toEqual(BOTH);
  }
});

it('one command twice: done once, and both have its outcome', async () => {
  const ids = await opened(6);
  const command = { id: uuid(), digest: 'one' };
  const twice = ids[4] ?? '';
  const results = await atOnce(() => [
    ...ids.map((id) => accept(id, id === twice ? { command } : {})),
    accept(twice, { command }),
  ]);
  expect(fulfilled(results)).toEqual(results.map(() => true));
  const outcomes = [results[4], results[6]].map((each) => each?.status === 'fulfilled' && each.value.replayed);
  expect(outcomes.sort()).toEqual([false, true]);
  expect(await linesOf(twice)).toEqual(BOTH);
});

it('a lost connection: all or nothing of each step, and the command tells which', async () => {
  const ids = await opened(10);
  const commands = ids.map((id) => ({ id, digest: 'cut' }));
  await it_.pool.query(`
    CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON case_event DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW WHEN (NEW.case_id = '${ids[5]}') EXECUTE FUNCTION cut()`);
  const results = await atOnce(() => ids.map((id, n) => accept(id, { command: commands[n] as never })));
  await it_.pool.query('DROP TRIGGER cut ON case_event; DROP FUNCTION cut()');
  expect(results[5]?.status).toBe('rejected');
  for (const [n, id] of ids.entries()) {
    expect(await linesOf(id)).toEqual(results[n]?.status === 'fulfilled' ? BOTH : ['REGISTER']);
  }
  const again = await Promise.all(ids.map((id, n) => accept(id, { command: commands[n] as never })));
  expect(again.map(({ replayed }) => replayed)).toEqual(fulfilled(results));
  for (const id of ids) expect(await linesOf(id)).toEqual(BOTH);
});

it('two processes that write the same cases crosswise do not hold each other up', async () => {
  const other = createEngine({ ...it_, pool: it_.pool, announce: () => undefined });
  const ids = await opened(40);
  const data = EVENTS.ACCEPT.data.parse(EVENTS.ACCEPT.example) as Record<string, unknown>;
  const order = (caseId: string) => ({ caseId, ...sealed(apart('ACCEPT', data)), actor: PEOPLE.intake });
  const both = [
    ...ids.map((id) => engine.advance(order(id))),
    ...[...ids].reverse().map((id) => other.advance(order(id))),
  ];
  const results = await Promise.allSettled(both);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(ids.length);
  for (const id of ids) expect(await linesOf(id)).toEqual(BOTH);
});

async function poison(id: string): Promise<void> {
  await it_.pool.query(`
    CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poison'; END $$;
    CREATE TRIGGER poison BEFORE INSERT ON case_event FOR EACH ROW WHEN (NEW.case_id = '${id}') EXECUTE FUNCTION poison()`);
}

const cure = () => it_.pool.query('DROP TRIGGER poison ON case_event; DROP FUNCTION poison()');

async function written(ids: readonly string[]): Promise<number> {
  const { rows } = await it_.pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM petition_case WHERE id = ANY($1) AND revision = 2',
    [ids],
  );
  return rows[0]?.n ?? 0;
}
