import { createEngine, petitionRegistry, sealed } from '@huiyin/workflow';
import type { Committed } from '@huiyin/workflow';
import { apart, EVENTS, RegisterPetition } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import {
  besideCases,
  createRegister,
  Directory,
  hashPassword,
  importOrganisation,
  parseOrganisation,
} from '@huiyin/office';
import { openDatabase, poolOf } from '@huiyin/platform';
import { readFile } from 'node:fs/promises';
import { v7 as uuid } from 'uuid';
import { PEOPLE, senderOf } from './a-case.ts';
import { ownDatabase } from './own-database.ts';

export const FORM = RegisterPetition.parse({
  channel: 'visit',
  purpose: 'appeal',
  title: '青苗补偿标准不一',
  text: '同样的苗木，两处补得不一样。',
  petitioner: { name: '张某', address: '河沿村三组' },
  place: 'ys-qh-ll-hy',
});

/** An engine on a database of its own, with a clock that the test sets. */
export async function anEngine() {
  const database = await ownDatabase();
  const dataSource = await openDatabase(database.url, { poolSize: 20 });
  const township = parseOrganisation(
    JSON.parse(await readFile(new URL('../../examples/township/township.json', import.meta.url), 'utf8')),
  );
  await importOrganisation(dataSource, { ...township, people: [] }, hashPassword);
  const pool = poolOf(dataSource);
  const registry = petitionRegistry();
  const clock = { at: Date.parse('2026-03-02T10:00:00+08:00'), now: () => clock.at };
  const announced: Committed[] = [];
  const directory = new Directory(pool);
  const beside = besideCases(directory);
  const engine = createEngine({ pool, registry, clock, beside, announce: (committed) => announced.push(committed) });
  const register = createRegister({ engine, clock, directory });

  /** A case with the same id has the same history in every database. */
  async function open(command?: { id: string; digest: string }, caseId = uuid()): Promise<string> {
    const lots = { caseId, code: caseId, salt: '00' };
    const { record } = await register({
      form: FORM,
      by: PEOPLE.intake,
      command,
      lots,
    });
    return record.id;
  }

  async function send(caseId: string, type: EventType, data: object = {}, more: object = {}) {
    const parsed = EVENTS[type].data.parse({ ...EVENTS[type].example, ...data }) as Record<string, unknown>;
    return engine.advance({
      caseId,
      ...sealed(apart(type, parsed)),
      actor: PEOPLE[senderOf(type)],
      ...more,
    });
  }

  return {
    url: database.url,
    dataSource,
    pool,
    registry,
    clock,
    beside,
    engine,
    announced,
    open,
    send,
    /** Sets the clock and fires what is due, as a worker would. */
    async until(instant: string | number): Promise<number> {
      clock.at = typeof instant === 'number' ? instant : Date.parse(instant);
      let fired = 0;
      for (let more = true; more;) {
        const result = await engine.fireDue(250);
        fired += result.lateness.length;
        more = result.more;
      }
      return fired;
    },
    /** What happened, without how late it was noticed. */
    async story(caseId: string): Promise<string[]> {
      const history = await engine.history(caseId);
      return history.map(({ seq, event, at, to, hash }) => `${seq} ${event.type} ${at} ${JSON.stringify(to)} ${hash}`);
    },
    async rows(table: string): Promise<number> {
      const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
      return rows[0]?.n ?? 0;
    },
    async stop(): Promise<void> {
      await dataSource.destroy();
      await database.drop();
    },
  };
}

export type AnEngine = Awaited<ReturnType<typeof anEngine>>;
