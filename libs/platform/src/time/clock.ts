import type { Instant } from '@huiyin/domain';
import { systemClock } from '@huiyin/workflow';
import type { Clock, Executor } from '@huiyin/workflow';
import type { Pool } from 'pg';
import { MovedAhead } from '../errors.ts';

/**
 * A clock that stands still until an administrator moves it, shared by every process through the database.
 * Only legal time goes by it; sessions, retries and locks keep to the wall.
 */
export class VirtualClock implements Clock {
  constructor(private readonly pool: Pool) {}

  /** @param db a connection that the caller holds already, so that it waits for no second one */
  async now(db: Executor = this.pool): Promise<Instant> {
    return (await this.read(db)) ?? (await this.begin(db));
  }

  /** Where it stands, for whoever must not begin it: the wall's time while nobody has looked at it. */
  async reading(): Promise<Instant> {
    return (await this.read(this.pool)) ?? Date.now();
  }

  /** Moves the clock forward. @returns false when `to` lies in its past, and nothing was moved */
  async moveTo(to: Instant): Promise<boolean> {
    await this.now();
    const text = 'UPDATE virtual_clock SET now = $1, moved_at = now() WHERE now <= $1';
    const { rowCount } = await this.pool.query(text, [new Date(to)]);
    return rowCount === 1;
  }

  private async read(db: Executor): Promise<Instant | null> {
    const text = 'SELECT now FROM virtual_clock';
    const { rows } = await db.query<{ now: Date }>({ name: 'virtual-clock', text });
    return rows[0]?.now.getTime() ?? null;
  }

  /** The first look at the clock sets it to the wall's time. */
  private async begin(db: Executor): Promise<Instant> {
    await db.query('INSERT INTO virtual_clock (now) VALUES (now()) ON CONFLICT DO NOTHING');
    return (await this.read(db)) ?? Date.now();
  }
}

/**
 * Legal time that has been moved ahead cannot be lived again: histories would run backwards.
 * @throws MovedAhead
 */
export async function refuseToGoBack(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ now: Date }>('SELECT now FROM virtual_clock WHERE now > now()');
  const [ahead] = rows;
  if (ahead) throw new MovedAhead(ahead.now);
}

export function createClock(kind: 'system' | 'virtual', pool: Pool): Clock {
  return kind === 'virtual' ? new VirtualClock(pool) : systemClock;
}
