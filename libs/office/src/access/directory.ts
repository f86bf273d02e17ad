import type { Unit } from '@huiyin/domain/entities';
import { LEVELS, ruleOfKind } from '@huiyin/workflow/contract';
import type { UnitKind } from '@huiyin/workflow/contract';
import type { Pool } from 'pg';

export type UnitNode = Pick<Unit, 'code' | 'name' | 'parent' | 'path' | 'dissolvedOn' | 'successor'> & {
  readonly kind: UnitKind;
};

/** Somebody with an account; the display name tells the post: 柳林镇 镇长. */
export interface Post {
  readonly username: string;
  readonly name: string;
  readonly unit: string;
}

/** The offices, and who is above whom. Whatever the data say, no question about them runs in a circle. */
export class UnitTree {
  protected units: ReadonlyMap<string, UnitNode>;

  constructor(units: readonly UnitNode[] = []) {
    this.units = byCode(units);
  }

  get isEmpty(): boolean {
    return this.units.size === 0;
  }

  get(code: string): UnitNode | undefined {
    return this.units.get(code);
  }

  get all(): readonly UnitNode[] {
    return [...this.units.values()];
  }

  /** Units from which another has taken over. */
  get dissolved(): readonly (UnitNode & { readonly successor: string })[] {
    return this.all.filter((unit): unit is UnitNode & { successor: string } => unit.successor !== null);
  }

  /** The petition office of a government. */
  petitionOfficeOf(government: string): UnitNode | undefined {
    return this.all.find(({ parent, kind }) => parent === government && ruleOfKind(kind).isPetitionOffice);
  }

  /** How high a government stands, as in LEVELS; 0 for whatever is none. */
  levelOf(code: string): number {
    const unit = this.units.get(code);
    const level = unit && ruleOfKind(unit.kind).level;
    return level === undefined ? 0 : LEVELS[level];
  }

  /** Codes from the root down to the unit itself; empty for an unknown unit. */
  pathOf(code: string): readonly string[] {
    return this.units.get(code)?.path ?? [];
  }

  /** The unit and, if it has been dissolved, whoever took over from it, one after the other. */
  withHeirs(code: string): readonly string[] {
    const line = new Set<string>();
    for (let each: string | null = code; each !== null && !line.has(each);) {
      line.add(each);
      each = this.units.get(each)?.successor ?? null;
    }
    return [...line];
  }

  /** Whether a unit is one of the given ones or lies below one of them; one that was dissolved lies where its successor does. */
  isWithin(code: string, roots: readonly string[]): boolean {
    return this.withHeirs(code).some((unit) => this.pathOf(unit).some((ancestor) => roots.includes(ancestor)));
  }
}

function byCode(units: readonly UnitNode[]): ReadonlyMap<string, UnitNode> {
  return new Map(units.map((unit) => [unit.code, unit]));
}

/** How long the tree of units is believed before it is read again. @unit milliseconds */
export const FRESH_MS = 10_000;

export const UNITS = `
  SELECT code, name, kind, parent, path, dissolved_on::text AS "dissolvedOn", successor FROM unit`;

/** The tree as the database has it. Small and nearly constant, so each process keeps a copy for a few seconds. */
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
