import type { AlertPayload } from '@huiyin/workflow';
import type { PoolClient } from 'pg';
import { notKeptFromSql } from '../access/accused.ts';
import type { Effect, Projection } from '../outbox/effect.ts';
import { ALERT_CHANNEL } from './channel.ts';
import { oweLetters } from './letters.ts';
import type { Sensitivity } from './routing/matter.ts';
import { routeOf } from './routing/route.ts';
import type { Routed } from './routing/route.ts';
import { WORKING } from './routing/staff.ts';
import type { Staff } from './routing/staff.ts';
import type { Recipients } from './recipients.ts';

const SENSITIVITY = `
  SELECT p.case_id AS "caseId", p.confidential, p.kept_from AS "keptFrom",
    c.snapshot #> '{context,recused}' AS recused,
    (SELECT coalesce(array_agg(s.unit), '{}') FROM case_scope s WHERE s.case_id = p.case_id) AS scope
  FROM petition p JOIN petition_case c ON c.id = p.case_id WHERE p.case_id = ANY($1)`;

/** The unique key (case, line, number) makes a second delivery a no-op. With the commit the open streams are woken. */
const INSERT = `
  WITH inserted AS (
    INSERT INTO alert (case_id, seq, number, kind, level, clock, due_on, to_unit, to_person, route, raised_at)
    SELECT a.* FROM json_to_recordset($1::json) AS a(case_id uuid, seq int, number int, kind text, level int, clock text,
      due_on date, to_unit text, to_person text, route jsonb, raised_at timestamptz)
    ORDER BY a.raised_at, a.case_id, a.seq, a.number
    ON CONFLICT (case_id, seq, number) DO NOTHING RETURNING id, case_id, to_unit)
  SELECT id, case_id AS "caseId", to_unit AS "toUnit", pg_notify('${ALERT_CHANNEL}', '') FROM inserted`;

/**
 * A person who is named gets a letter; else everybody who works in the unit, has an address and is not recused, and the
 * unit itself. One that nobody could be found for goes to those who run the system: somebody must see to it. Nobody of a
 * unit that the petition is kept from is written to, whatever they are.
 */
const POST = oweLetters(`
  SELECT a.id AS alert, seat.email AS address FROM alert a
  JOIN petition_case c ON c.id = a.case_id JOIN petition p ON p.case_id = a.case_id
  CROSS JOIN LATERAL (
    SELECT x.email, x.unit FROM account x WHERE x.username = a.to_person
    UNION SELECT x.email, x.unit FROM account x WHERE a.to_person IS NULL AND x.unit = a.to_unit AND x.disabled_at IS NULL
      AND x.roles && $2 AND NOT c.snapshot #> '{context,recused}' ? x.username
    UNION SELECT u.email, u.code FROM unit u WHERE u.code = a.to_unit
    UNION SELECT x.email, x.unit FROM account x WHERE a.to_unit IS NULL AND 'admin' = ANY(x.roles) AND x.disabled_at IS NULL
  ) AS seat
  JOIN unit office ON office.code = seat.unit
  WHERE a.id = ANY($1) AND ${notKeptFromSql('office.path')}`);

export interface AlertOptions {
  /** Whether alerts also go out by e-mail. */
  readonly postsLetters: boolean;
  /** Told of an alert that nobody could be found for. */
  readonly onUnroutable: (found: { readonly caseId: string; readonly alert: string }) => void;
}

/** Puts an alert into the inbox of the desk it is for and, where e-mail is configured, posts it. */
export class AlertProjection implements Projection {
  readonly kind = 'alert';

  constructor(
    private readonly recipients: Recipients,
    private readonly options: AlertOptions,
  ) {}

  async project(db: PoolClient, effects: readonly Effect[]): Promise<void> {
    const sensitivity = await readSensitivity(db, effects);
    const routesBy = (staff: Staff) =>
      effects.map(({ caseId, payload }) =>
        routeOf(payload as AlertPayload, staff, sensitivity.get(caseId) ?? NOTHING_KNOWN),
      );
    let routes = routesBy(await this.recipients.staff(db));
    // Before anybody is passed by, it is asked again: somebody may have come a moment ago.
    if (!routes.every(isStraight)) routes = routesBy(await this.recipients.staff(db, 0));
    const rows = effects.map((effect, index) => row(effect, routes[index] as Routed));
    const inserted = await db.query<Inserted>({ name: 'alert-insert', text: INSERT, values: [JSON.stringify(rows)] });
    for (const { id, caseId, toUnit } of inserted.rows) {
      if (toUnit === null) this.options.onUnroutable({ caseId, alert: id });
    }
    if (!this.options.postsLetters) return;
    const values = [inserted.rows.map(({ id }) => id), WORKING];
    await db.query({ name: 'alert-post', text: POST, values });
  }
}

interface Inserted {
  readonly id: string;
  readonly caseId: string;
  readonly toUnit: string | null;
}

/** A case without its petition row is broken; it is told to as few as can be. */
const NOTHING_KNOWN: Sensitivity = { confidential: true, keptFrom: [], recused: [], scope: [] };

function isStraight({ route }: Routed): boolean {
  return route.length === 1 && route[0]?.skipped === undefined;
}

async function readSensitivity(db: PoolClient, effects: readonly Effect[]): Promise<Map<string, Sensitivity>> {
  const values = [effects.map((effect) => effect.caseId)];
  const { rows } = await db.query<Sensitivity & { caseId: string }>({ name: 'sensitivity', text: SENSITIVITY, values });
  return new Map(rows.map((each) => [each.caseId, each]));
}

function row({ caseId, seq, number, at, payload }: Effect, { to, route }: Routed) {
  const { kind, level, clock, dueOn } = payload as AlertPayload;
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
    route,
    raised_at: at.toISOString(),
  };
}
