import type { AlertKind } from '@huiyin/workflow/contract';
import type { Pool } from 'pg';
import { notKeptFromSql } from '../access/accused.ts';
import { Undeliverable } from '../errors.ts';
import type { Outgoing } from '../outbox/deliverer.ts';

/** A letter is a delivery of this kind. */
export const EMAIL = 'email';

/** Owes a letter about an alert to each address. @param rows a query for `alert`, the alert's id, and `address` */
export const oweLetters = (rows: string) => `
  INSERT INTO delivery (kind, subject, target, payload)
  SELECT DISTINCT '${EMAIL}', 'alert/' || letter.alert, letter.address, jsonb_build_object('alert', letter.alert::text)
  FROM (${rows}) AS letter WHERE letter.address IS NOT NULL
  ON CONFLICT DO NOTHING`;

/** An alert, as far as a letter tells of it. */
export interface Letter {
  readonly alertId: string;
  readonly kind: AlertKind;
  readonly level: number;
  readonly clock: string | null;
  readonly dueOn: string;
  /** Code of the petition; null where the alert is about the system itself. */
  readonly code: string | null;
}

/**
 * A letter may have waited for days, and its petition be kept from the address by now (信访工作条例 Art. 30 ¶3): that is
 * asked at every attempt.
 */
const READ = `
  SELECT a.id AS "alertId", a.kind, a.level, a.clock, a.due_on::text AS "dueOn", p.code,
    EXISTS (SELECT 1 FROM unit u WHERE NOT ${notKeptFromSql('u.path')} AND (u.email = $2
      OR EXISTS (SELECT 1 FROM account x WHERE x.unit = u.code AND x.email = $2))) AS kept
  FROM alert a LEFT JOIN petition p ON p.case_id = a.case_id WHERE a.id = $1`;

/** What a letter that is owed tells of. @throws Undeliverable where it must not be sent any more */
export async function readLetter(pool: Pool, { target, payload }: Outgoing): Promise<Letter> {
  const { alert } = payload as { readonly alert: string };
  const { rows } = await pool.query<Letter & { kept: boolean }>({
    name: 'letter',
    text: READ,
    values: [alert, target],
  });
  const [letter] = rows;
  if (!letter) throw new Undeliverable(`there is no alert ${alert}`);
  if (letter.kept) throw new Undeliverable('the petition is kept from this address');
  return letter;
}
