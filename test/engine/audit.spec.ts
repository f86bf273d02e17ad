import { audit } from '@huiyin/office';
import { anEngine } from '../support/an-engine.ts';
import type { AnEngine } from '../support/an-engine.ts';

let it_: AnEngine;
beforeEach(async () => (it_ = await anEngine()));
afterEach(() => it_.stop());

async function findings(): Promise<string[]> {
  const found: string[] = [];
  for await (const progress of audit(it_.pool, it_.registry)) {
    found.push(...progress.findings.map(({ caseId, kind, seq }) => `${caseId} ${kind} ${seq}`));
  }
  return found;
}

/** Does what the database refuses to everybody else. */
async function tamper(statement: string, values: unknown[]): Promise<void> {
  await it_.pool.query('ALTER TABLE case_event DISABLE TRIGGER USER');
  await it_.pool.query(statement, values);
}

async function aBusyCase(): Promise<string> {
  it_.clock.at = Date.parse('2026-03-02T10:00:00+08:00');
  const id = await it_.open();
  await it_.until('2026-03-17T09:00:00+08:00');
  await it_.send(id, 'ACCEPT');
  await it_.send(id, 'TRANSFER', { unit: 'ys-qh-ll-zrs' });
  await it_.send(id, 'OBJECT', { reason: '不归我们管' });
  return id;
}

async function link(id: string, petition: string): Promise<void> {
  await it_.send(id, 'LINK', { petition, relation: 'related' });
}

it('finds nothing where nothing was touched', async () => {
  for (let n = 0; n < 3; n++) await it_.open();
  await link(await aBusyCase(), await it_.open());
  await it_.until('2026-06-01T00:00:00+08:00');
  expect(await findings()).toEqual([]);
});

it.each([
  [
    'a changed line',
    `UPDATE case_event SET event = event || '{"type":"REDIRECT"}' WHERE case_id = $1 AND seq = 5`,
    /chain 5/,
  ],
  ['a changed time', `UPDATE case_event SET at = at + interval '1 day' WHERE case_id = $1 AND seq = 2`, /chain 2/],
  ['a removed line', 'DELETE FROM case_event WHERE case_id = $1 AND seq = 3', /chain 4/],
  [
    'a cut-off end',
    'DELETE FROM case_event WHERE case_id = $1 AND seq = (SELECT revision FROM petition_case WHERE id = $1)',
    /chain null/,
  ],
  [
    'a changed snapshot',
    `UPDATE petition_case SET snapshot = jsonb_set(snapshot, '{context,urged}', '7') WHERE id = $1`,
    /snapshot null/,
  ],
  [
    'a disarmed timer',
    `UPDATE case_timer SET status = 'cancelled' WHERE case_id = $1 AND status = 'armed'`,
    /timers null/,
  ],
  [
    'a moved deadline',
    `UPDATE case_timer SET due_at = due_at + interval '1 day' WHERE case_id = $1 AND status = 'armed'`,
    /timers null/,
  ],
  ['a wake-up call taken away', 'UPDATE petition_case SET wake_at = NULL WHERE id = $1', /columns null/],
  [
    'a state it is not in',
    `UPDATE petition_case SET stage = 'closed', state = 'closed.concluded' WHERE id = $1`,
    /columns null/,
  ],
  ['a seal taken off', 'UPDATE petition SET confidential = NOT confidential WHERE case_id = $1', /facts null/],
  ['the petition gone', 'DELETE FROM petition WHERE case_id = $1', /facts null/],
  ['somebody it is kept from', `UPDATE petition SET kept_from = '{ys-qh-ll-zrs}' WHERE case_id = $1`, /scope null/],
  ['nobody left who sees it', 'DELETE FROM case_scope WHERE case_id = $1', /scope null/],
  ['a link that nobody confirmed', `UPDATE petition_link SET relation = 'repeat' WHERE case_id = $1`, /links null/],
  ['its link gone', 'DELETE FROM petition_link WHERE case_id = $1', /links null/],
  ['its alerts gone', 'UPDATE case_effect SET done_at = now() WHERE case_id = $1', /alerts null/],
  [
    'another reason than was given',
    `UPDATE case_personal SET body = '{"reason":"别的"}' WHERE case_id = $1`,
    /personal 7/,
  ],
])('names the case with %s, and no other', async (_, statement, expected) => {
  const [other, id] = [await aBusyCase(), await aBusyCase()];
  await link(id, other);
  await tamper(statement, [id]);
  const found = await findings();
  expect(found.join('\n')).toMatch(expected);
  expect(found.every((line) => line.startsWith(id))).toBe(true);
  expect(other).not.toBe(id);
});

it('does not miss text that was erased: the chain holds without it', async () => {
  const id = await aBusyCase();
  await it_.pool.query('DELETE FROM case_personal WHERE case_id = $1', [id]);
  expect(await findings()).toEqual([]);
});

it('can be divided among several auditors: each case falls to one of them', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 20; n++) ids.push(await it_.open());
  await tamper("UPDATE case_event SET at = at + interval '1 minute' WHERE seq = $1", [1]);
  const named: string[] = [];
  for (const number of [0, 1, 2]) {
    for await (const { findings: found } of audit(it_.pool, it_.registry, { of: 3, number })) {
      named.push(...found.filter(({ kind }) => kind === 'chain').map(({ caseId }) => caseId));
    }
  }
  expect(named.sort()).toEqual(ids.sort());
});
