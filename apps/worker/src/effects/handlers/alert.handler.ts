import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '@huiyin/runtime';
import type { Config } from '@huiyin/runtime';
import type { AlertPayload } from '@huiyin/workflow';
import type { PoolClient } from 'pg';
import type { Effect, EffectHandler } from '../effect.ts';
import { Recipients } from './recipients.ts';
import type { Recipient, Sensitivity } from './recipients.ts';

const SENSITIVITY = `
  SELECT case_id AS "caseId", confidential, accused_units AS "accusedUnits" FROM petition WHERE case_id = ANY($1)`;

/** The unique key (case, line, number) makes a second delivery a no-op. */
const INSERT = `
  INSERT INTO alert (case_id, seq, number, kind, level, clock, due_on, to_unit, to_person, raised_at)
  SELECT a.* FROM json_to_recordset($1::json) AS a(case_id uuid, seq int, number int, kind text, level int, clock text,
    due_on date, to_unit text, to_person text, raised_at timestamptz)
  ORDER BY a.raised_at, a.case_id, a.seq, a.number
  ON CONFLICT (case_id, seq, number) DO NOTHING RETURNING id`;

/** A person who is named gets a letter; else everybody of the unit who has an address, and the unit itself. */
const POST = `
  INSERT INTO mail (alert_id, address)
  SELECT DISTINCT a.id, address.email FROM alert a
  CROSS JOIN LATERAL (
    SELECT p.email FROM account p WHERE p.username = a.to_person
    UNION SELECT p.email FROM account p WHERE a.to_person IS NULL AND p.unit = a.to_unit AND p.disabled_at IS NULL
    UNION SELECT u.email FROM unit u WHERE u.code = a.to_unit) AS address
  WHERE a.id = ANY($1) AND address.email IS NOT NULL
  ON CONFLICT DO NOTHING`;

/** Puts an alert into the inbox of the desk it is for and, where e-mail is configured, posts it. */
@Injectable()
export class AlertHandler implements EffectHandler {
  readonly kind = 'alert';

  constructor(
    @Inject(Recipients) private readonly recipients: Recipients,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async handle(db: PoolClient, effects: readonly Effect[]): Promise<void> {
    await this.recipients.fresh();
    const sensitivity = await readSensitivity(db, effects);
    const rows = effects.map((effect) => {
      const payload = effect.payload as AlertPayload;
      const of = sensitivity.get(effect.caseId) ?? { confidential: true, accusedUnits: [] };
      return row(effect, payload, this.recipients.find(payload, of));
    });
    const inserted = await db.query<{ id: string }>({
      name: 'alert-insert',
      text: INSERT,
      values: [JSON.stringify(rows)],
    });
    if (this.config.smtp)
      await db.query({ name: 'alert-post', text: POST, values: [inserted.rows.map(({ id }) => id)] });
  }
}

async function readSensitivity(db: PoolClient, effects: readonly Effect[]): Promise<Map<string, Sensitivity>> {
  const values = [effects.map((effect) => effect.caseId)];
  const { rows } = await db.query<Sensitivity & { caseId: string }>({ name: 'sensitivity', text: SENSITIVITY, values });
  return new Map(rows.map((each) => [each.caseId, each]));
}

function row({ caseId, seq, number, at }: Effect, { kind, level, clock, dueOn }: AlertPayload, to: Recipient | null) {
  return {
    case_id: caseId,
    seq,
    number,
    kind: to ? kind : 'unroutable',
    level,
    clock,
    due_on: dueOn,
    to_unit: to?.unit ?? null,
    to_person: to?.person ?? null,
    raised_at: at.toISOString(),
  };
}
