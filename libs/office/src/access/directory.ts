import type { Pool } from 'pg';
import type { Post } from './meant.ts';
import { byCode, UnitTree } from './unit-tree.ts';
import type { UnitNode } from './unit-tree.ts';

/** How long the tree of units is believed before it is read again. @unit milliseconds */
const FRESH_MS = 10_000;

export const UNITS = `
  SELECT code, name, kind, parent, path, dissolved_on::text AS "dissolvedOn", successor FROM unit`;

/** The offices and who is above whom. Small and nearly constant, so each process keeps a copy for a few seconds. */
export class Directory extends UnitTree {
  /** Everybody who has an account. */
  posts: readonly Post[] = [];
  private readAt = 0;

  constructor(private readonly pool: Pool) {
    super();
  }

  /** @param withinMs how old the copy may be; 0 reads it again in any case */
  async fresh(withinMs = FRESH_MS): Promise<this> {
    if (Date.now() - this.readAt < withinMs) return this;
    const units = await this.pool.query<UnitNode>(UNITS);
    const people = await this.pool.query<Post>('SELECT username, name, unit FROM account WHERE disabled_at IS NULL');
    this.units = byCode(units.rows);
    this.posts = people.rows;
    this.readAt = Date.now();
    return this;
  }
}
