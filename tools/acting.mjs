// Who a command acts for, and when: what it writes stands in the histories.
import { Fault } from './fault.mjs';

/** The clock that the system lives by: HUIYIN_CLOCK, as everywhere. */
export async function legalClock({ createClock, refuseToGoBack }, pool) {
  const kind = process.env.HUIYIN_CLOCK === 'virtual' ? 'virtual' : 'system';
  if (kind === 'system') {
    await refuseToGoBack(pool).catch((error) => {
      throw new Fault(error.message);
    });
  }
  return createClock(kind, pool);
}

/** The time by that clock, for a command that writes no step: one that nobody has looked at yet is not begun by it. */
export async function legalTime(platform, pool) {
  const clock = await legalClock(platform, pool);
  return clock instanceof platform.VirtualClock ? clock.reading() : clock.now();
}

/** That clock as it stands, for what only looks and asks a clock. */
export async function standingClock(platform, pool) {
  const now = await legalTime(platform, pool);
  return { now: () => now };
}

/** A step is somebody's, so this one is too. */
export async function actorOf(pool, username) {
  const text = 'SELECT username AS account, unit FROM account WHERE username = $1 AND disabled_at IS NULL';
  const { rows } = await pool.query(text, [username]);
  if (!rows[0]) throw new Fault(`There is no account ${username} that is in use (--by).`);
  return rows[0];
}
