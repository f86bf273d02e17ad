import { createEngine, petitionRegistry } from '@huiyin/workflow';
import type { Committed, RecordedEvent } from '@huiyin/workflow';
import { EVENTS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import { hashPassword, importOrganisation, openDatabase, parseOrganisation, poolOf, takeApart } from '@huiyin/runtime';
import { readFile } from 'node:fs/promises';
import { v7 as uuid } from 'uuid';
import { facts, PEOPLE, senderOf } from './a-case.ts';
import { ownDatabase } from './own-database.ts';

/** An engine on a database of its own, with a clock that the test sets. */
export async function anEngine() {
  const database = await ownDatabase();
  const dataSource = await openDatabase(database.url, { poolSize: 20 });
  const township = parseOrganisation(
    JSON.parse(await readFile(new URL('../../demo/township.json', import.meta.url), 'utf8')),
  );
  await importOrganisation(dataSource, { ...township, people: [] }, hashPassword);
  const pool = poolOf(dataSource);
  const registry = petitionRegistry();
  const clock = { at: Date.parse('2026-03-02T10:00:00+08:00'), now: () => clock.at };
  const announced: Committed[] = [];
  const engine = createEngine({ pool, registry, clock, announce: (committed) => announced.push(committed) });

  async function open(command?: { id: string; digest: string }, caseId = uuid()): Promise<string> {
    const event: RecordedEvent = { type: 'REGISTER', data: facts() };
    const order = {
      caseId,
      event,
      actor: PEOPLE.intake,
      command,
      answer: ({ record }: { record: { id: string } }) => record.id,
    };
    return (await engine.open('petition', order)).answer;
  }

  async function send(caseId: string, type: EventType, data: object = {}, more: object = {}) {
    const parsed = EVENTS[type].data.parse({ ...EVENTS[type].example, ...data }) as Record<string, unknown>;
    return engine.advance<number>({
      caseId,
      ...takeApart(type, parsed),
      actor: PEOPLE[senderOf(type)],
      answer: ({ record }) => record.revision,
      ...more,
    });
  }

  return {
    url: database.url,
    dataSource,
    pool,
    registry,
    clock,
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
