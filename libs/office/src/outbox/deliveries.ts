import { HuiyinError } from '@huiyin/domain';
import { waitAfter } from '@huiyin/workflow';
import type { Pool, PoolClient } from 'pg';
import type { DeliveryPolicy, Outgoing } from './deliverer.ts';
import type { Effect } from './effect.ts';

/** Leased until well after its time is over: should this process die meanwhile, another tries again then. */
const CLAIM = `
  WITH owed AS (
    SELECT id FROM delivery
    WHERE kind = $1 AND delivered_at IS NULL AND given_up_at IS NULL AND next_attempt_at <= now()
    ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED),
  claimed AS (
    UPDATE delivery AS d SET attempts = attempts + 1, next_attempt_at = now() + $2 * interval '1 millisecond'
    FROM owed WHERE d.id = owed.id
    RETURNING d.id, d.kind, d.target, d.payload, d.attempts AS attempt),
  began AS (INSERT INTO delivery_attempt (delivery_id, number, began_at) SELECT id, attempt, now() FROM claimed)
  SELECT * FROM claimed`;

const DELIVERED = `
  WITH ended AS (UPDATE delivery_attempt SET ended_at = now() WHERE delivery_id = $1 AND number = $2)
  UPDATE delivery SET delivered_at = now(), given_up_at = NULL, last_error = NULL WHERE id = $1`;

/** An attempt that was overtaken by the next one, because its lease had run out, says only that it failed. */
const FAILED = `
  WITH ended AS (UPDATE delivery_attempt SET ended_at = now(), error = $3 WHERE delivery_id = $1 AND number = $2)
  UPDATE delivery SET last_error = $3, next_attempt_at = now() + coalesce($4::float8, 0) * interval '1 millisecond',
    given_up_at = CASE WHEN $4::float8 IS NULL THEN now() END
  WHERE id = $1 AND attempts = $2 AND delivered_at IS NULL`;

const OWE = `
  INSERT INTO delivery (kind, subject, target, payload)
  SELECT kind, 'effect/' || id, '', payload
  FROM json_to_recordset($1::json) AS effect(id text, kind text, payload jsonb)
  ON CONFLICT DO NOTHING`;

/** What of an error is kept. @unit characters */
const TOLD = 500;

/** Takes effects over to be delivered as they are, in the transaction that marks them done. */
export async function oweDeliveries(db: PoolClient, effects: readonly Effect[]): Promise<void> {
  const rows = effects.map(({ id, kind, payload }) => ({ id, kind, payload }));
  await db.query({ name: 'delivery-owe', text: OWE, values: [JSON.stringify(rows)] });
}

/** What is on its way out, and every attempt: the ledger of deliveries. */
export class Deliveries {
  constructor(private readonly pool: Pool) {}

  /** The one of a kind that has waited longest, leased to the caller; null when none is due. */
  async claim(kind: string, { timeoutMs }: DeliveryPolicy): Promise<Outgoing | null> {
    const values = [kind, 2 * timeoutMs + 60_000];
    const { rows } = await this.pool.query<Outgoing>({ name: 'delivery-claim', text: CLAIM, values });
    return rows[0] ?? null;
  }

  async delivered({ id, attempt }: Outgoing): Promise<void> {
    await this.pool.query({ name: 'delivery-done', text: DELIVERED, values: [id, attempt] });
  }

  /**
   * Only an error of ours has a verdict: what the network says is the receiver's, and the policy is for that. What passes by
   * itself is no reason to give up.
   * @returns whether it was given up
   */
  async failed({ id, attempt }: Outgoing, policy: DeliveryPolicy, error: Error): Promise<boolean> {
    const verdict = error instanceof HuiyinError ? error.verdict : undefined;
    const isLast = verdict === undefined ? attempt >= policy.attempts : verdict === 'reject';
    const wait = isLast ? null : waitAfter(verdict, policy, attempt);
    const values = [id, attempt, error.message.slice(0, TOLD).toWellFormed(), wait];
    await this.pool.query({ name: 'delivery-failed', text: FAILED, values });
    return isLast;
  }
}
