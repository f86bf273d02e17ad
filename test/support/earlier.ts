// What databases of earlier versions held, put in by the SQL of their day, version by version.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sealed } from '@huiyin/workflow';
import type { HistoryEntry } from '@huiyin/workflow';
import { apart, EVENTS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import type pg from 'pg';
import { ACase, SALT, UNITS } from './a-case.ts';

interface Township {
  readonly units: readonly { code: string; name: string; kind: string; parent: string | null }[];
  readonly people: readonly { username: string; name: string; unit: string; roles: readonly string[] }[];
}
const TOWNSHIP = JSON.parse(
  readFileSync(new URL('../../examples/township/township.json', import.meta.url), 'utf8'),
) as Township;

/** When whatever has no time of its own was put in. */
export const LATER = new Date('2026-03-22T02:00:00Z');
/** Who sees the petitions: the registrar and the unit that handles them, with those above. */
const SEEN_BY = ['ys', 'ys-qh', 'ys-qh-ll', 'ys-qh-ll-xfb', 'ys-qh-ll-zrs'];
export const ACCUSED = ['ys-qh-ll-nyb'];
interface Person {
  readonly name: string;
  readonly phone?: string;
  readonly idNumber?: string;
}
const WORDS = {
  title: '补贴没有发',
  text: '农业补贴两年没有发。',
  accused: ['农业农村办'],
  petitioner: { name: '赵某某', phone: '13800001234' } as Person,
  representatives: [{ name: '钱某某', idNumber: '110101199003078515' }] as Person[],
};
const CONTENT = Buffer.from('a photograph');
const FILE = {
  id: '00000000-0000-7000-8000-0000000000f1',
  mediaType: 'image/jpeg',
  size: CONTENT.length,
  sha256: createHash('sha256').update(CONTENT).digest('hex'),
};

const idOf = (number: number) => `00000000-0000-7000-8000-00000000000${number}`;

/** Accepted so late that the reminders and the escalation have fired, and then handled. */
const handled = (number: number) =>
  ACase.registered('2026-03-02', { accusedUnits: ACCUSED }, idOf(number), WORDS)
    .wait(20)
    .send('ACCEPT')
    .send('TRANSFER', { unit: UNITS.lead })
    .send('GIVE_NOTICE')
    .send('HEAR')
    .send('INVESTIGATE')
    .send('ISSUE_OPINION');

type Put = (db: pg.Client) => Promise<void>;

/** What came with a version. A version that is not here brought nothing that could be stored before the next. */
export const OF_VERSION: Readonly<Record<number, Put>> = {
  1: async (db) => {
    await put(
      db,
      'unit',
      ...TOWNSHIP.units.map((unit) => ({ ...unit, path: pathOf(unit.code), email: 'a@example.org' })),
    );
    await put(db, 'account', ...TOWNSHIP.people.map((person) => ({ ...person, password_hash: 'scrypt' })));
    await put(db, 'session', { token_hash: 'a-hash', username: 'll.xfb', expires_at: LATER });
    await put(db, 'login_failure', { username: 'll.xfb', at: LATER });
    await put(db, 'virtual_clock', { only: true, now: LATER });
  },
  2: async (db) => {
    await putCase(db, handled(1));
    await putLetters(db);
    const command = { digest: 'a-digest', case_id: idOf(1), recorded_at: LATER };
    await put(db, 'command', { ...command, id: 'done', seq: 1, answer: { revision: 1 } });
    await put(db, 'command', { ...command, id: 'refused', answer: { refused: 'event-not-accepted' } });
  },
  3: async (db) => {
    await putCase(db, handled(2).send('ATTACH', { files: [FILE] }));
    const { id, mediaType: media_type, size, sha256 } = FILE;
    const file = { id, media_type, size, sha256, content: `\\x${CONTENT.toString('hex')}` };
    const added = { case_id: idOf(2), number: 1, added_at: LATER, added_by: { account: 'll.zrs' } };
    await put(db, 'attachment', { ...file, ...added });
  },
  4: async (db) => {
    const days = { from_on: '2026-03-02', to_on: '2026-03-06' };
    const absence = { account: 'll.zrs', kind: 'leave', ...days, deputy: 'll.rsz' };
    await put(db, 'absence', { ...absence, recorded_by: 'a file', recorded_at: LATER });
    await db.query(
      `UPDATE unit SET dissolved_on = '2026-03-01', successor = 'ys-qh-ll-rsz' WHERE code = 'ys-qh-ll-tyz'`,
    );
  },
  5: async (db) => {
    await putCase(
      db,
      handled(3)
        .send('LINK', { petition: idOf(1), relation: 'related' })
        .countWith('cn-2026-2'),
    );
    await put(db, 'petition_link', { case_id: idOf(3), other: idOf(1), relation: 'related' });
  },
  6: (db) => put(db, 'clock_check', { at: LATER, cases: 3, clocks: 9, differing: 0, differences: [] }),
  7: async (db) => {
    const command = { digest: 'a-digest', case_id: idOf(1), recorded_at: LATER };
    await put(db, 'command', { ...command, id: 'refused again', refusal: { refused: 'forbidden' } });
  },
  8: (db) => put(db, 'alert', { kind: 'clocks', level: 3, due_on: '2026-03-22', to_unit: 'ys', raised_at: LATER }),
  11: (db) => put(db, 'reorganisation', { changed: ['ys-qh-ll-rsz'], at: LATER }),
  12: async (db) => {
    const { rows } = await db.query<{ delivery_id: string }>('SELECT min(id) AS delivery_id FROM delivery');
    await put(db, 'delivery_attempt', { ...rows[0], number: 1, began_at: LATER, ended_at: LATER, error: 'no route' });
  },
};

/** What is left out gets its default. */
async function put(db: pg.Client, table: string, ...rows: readonly object[]): Promise<void> {
  for (const row of rows) {
    const columns = Object.keys(row)
      .map((column) => `"${column}"`)
      .join();
    const from = `json_populate_record(NULL::${table}, $1)`;
    await db.query(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM ${from}`, [JSON.stringify(row)]);
  }
}

function pathOf(code: string | null): string[] {
  const unit = TOWNSHIP.units.find((each) => each.code === code);
  return unit ? [...pathOf(unit.parent), unit.code] : [];
}

/** A petition under a schema before 0010. What its history asked for has been carried out. */
async function putCase(db: pg.Client, { record, history, columns, context }: ACase): Promise<void> {
  const { id, machineId, machineVersion, revision, value, armed, head } = record;
  const due = Object.values(armed).map(({ dueAt }) => dueAt);
  const [opened, updated] = [history[0]?.at ?? 0, history.at(-1)?.at ?? 0];
  await put(db, 'petition_case', {
    ...{
      id,
      machine_id: machineId,
      machine_version: machineVersion,
      revision,
      snapshot: { value, context, armed },
      head,
    },
    ...{
      stage: columns.stage,
      state: columns.state,
      tags: columns.tags,
      unit: columns.unit,
      assignee: columns.assignee,
    },
    ...{ due_at: columns.dueAt === null ? null : new Date(columns.dueAt), wake_at: new Date(Math.min(...due)) },
    ...{ opened_at: new Date(opened), updated_at: new Date(updated) },
  });
  for (const entry of history) await putLine(db, entry);
  for (const [name, timer] of Object.entries(armed)) {
    const times = { armed_at: new Date(timer.armedAt), due_at: new Date(timer.dueAt) };
    await put(db, 'case_timer', { case_id: id, name, status: 'armed', ...times });
  }
  const { channel, purpose, place, groupSize, confidential, receivedOn } = context.facts;
  await put(db, 'petition', {
    ...{ case_id: id, code: id, channel, purpose, place, group_size: groupSize, confidential, accused_units: ACCUSED },
    ...{ received_on: receivedOn, received_at: new Date(opened) },
  });
  const { title, text, accused, petitioner, representatives } = WORDS;
  await put(db, 'petition_text', { case_id: id, title, text, accused, salt: SALT, grams: ['补贴'] });
  for (const [number, { idNumber: id_number, ...person }] of [petitioner, ...representatives].entries()) {
    await put(db, 'petitioner', { case_id: id, number, id_number, ...person });
  }
  await put(db, 'case_scope', ...SEEN_BY.map((unit) => ({ unit, case_id: id })));
}

/** A line with its timer, what it asked for and what it said of persons. */
async function putLine(db: pg.Client, entry: HistoryEntry): Promise<void> {
  const { caseId: case_id, seq, kind, event, actor, actions, previous, hash } = entry;
  const [at, recorded_at] = [new Date(entry.at), new Date(entry.recordedAt)];
  const states = { from_state: entry.from, to_state: entry.to };
  await put(db, 'case_event', {
    case_id,
    seq,
    kind,
    event,
    actor,
    at,
    recorded_at,
    ...states,
    actions,
    previous,
    hash,
  });
  if (kind === 'timer') {
    const times = { armed_at: at, due_at: at, fired_at: recorded_at };
    await put(db, 'case_timer', { case_id, name: event.type, status: 'fired', ...times });
  }
  for (const [number, effect] of actions.effects.entries()) {
    const { kind: alert, level, clock } = effect.payload as { kind: string; level: number; clock: string };
    await put(db, 'case_effect', { case_id, seq, number, ...effect, at, attempts: 1, done_at: at });
    const to = { to_unit: 'ys-qh-ll-xfb', acknowledged_at: LATER, acknowledged_by: 'll.xfb' };
    await put(db, 'alert', { case_id, seq, number, kind: alert, level, clock, due_on: at, ...to, raised_at: at });
  }
  if (kind !== 'event' || !event.sealed) return;
  const type = event.type as EventType;
  const { personal } = sealed(apart(type, EVENTS[type].example), SALT);
  await put(db, 'case_personal', { case_id, seq, ...personal });
}

/** One on its way, one that arrived and one that was given up. */
async function putLetters(db: pg.Client): Promise<void> {
  const { rows } = await db.query<{ alert_id: string }>('SELECT min(id) AS alert_id FROM alert');
  const [about] = rows;
  await put(
    db,
    'mail',
    { ...about, address: 'owed@example.org', attempts: 3, next_attempt_at: LATER, last_error: 'no route' },
    { ...about, address: 'sent@example.org', attempts: 1, next_attempt_at: LATER, sent_at: LATER },
    {
      ...about,
      address: 'lost@example.org',
      attempts: 9,
      next_attempt_at: LATER,
      last_error: 'no',
      given_up_at: LATER,
    },
  );
}
