import { Fault } from '@huiyin/tools/fault';
import type { Pool } from 'pg';

/** As a history records who did a step. */
type Actor = Readonly<Record<'account' | 'unit', string>>;

/** The account that --by names: a step is somebody's, and this one is too. @throws Fault */
export async function actorOf(pool: Pool, username: string): Promise<Actor> {
  const text = 'SELECT username AS account, unit FROM account WHERE username = $1 AND disabled_at IS NULL';
  const { rows } = await pool.query<Actor>(text, [username]);
  const [actor] = rows;
  if (!actor) throw new Fault(`There is no account ${username} that is in use (--by).`);
  return actor;
}
