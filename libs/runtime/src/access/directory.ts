import type { Account, Unit } from '@huiyin/domain/entities';
import type { Pool } from 'pg';

type Person = Pick<Account, 'username' | 'name' | 'unit'>;
export type UnitNode = Pick<Unit, 'code' | 'name' | 'kind' | 'parent' | 'path'>;

/** How long the tree of units is believed before it is read again. @unit milliseconds */
const FRESH_MS = 10_000;

/** The offices and who is above whom. Small and nearly constant, so each process keeps a copy for a few seconds. */
export class Directory {
  private units = new Map<string, UnitNode>();
  private people: readonly Person[] = [];
  private readAt = 0;

  constructor(private readonly pool: Pool) {}

  async fresh(): Promise<this> {
    if (Date.now() - this.readAt < FRESH_MS) return this;
    const units = await this.pool.query<UnitNode>('SELECT code, name, kind, parent, path FROM unit');
    const people = await this.pool.query<Person>('SELECT username, name, unit FROM account WHERE disabled_at IS NULL');
    this.units = new Map(units.rows.map((unit) => [unit.code, unit]));
    this.people = people.rows;
    this.readAt = Date.now();
    return this;
  }

  get isEmpty(): boolean {
    return this.units.size === 0;
  }

  get(code: string): UnitNode | undefined {
    return this.units.get(code);
  }

  /**
   * Codes of the units meant by a word that somebody wrote: a code or a name, however it was typed. Whoever means a person
   * means the unit that person works in: those who report to them are there.
   */
  named(word: string): string[] {
    const meant = plain(word);
    const isMeant = (...words: string[]) => words.some((each) => plain(each) === meant);
    return [
      ...[...this.units.values()].filter(({ code, name }) => isMeant(code, name)).map(({ code }) => code),
      ...this.people.filter(({ username, name }) => isMeant(username, name)).map(({ unit }) => unit),
    ];
  }

  /** The unit of a kind directly below another. */
  childOf(parent: string, kind: string): UnitNode | undefined {
    return [...this.units.values()].find((unit) => unit.parent === parent && unit.kind === kind);
  }

  /** Codes from the root down to the unit itself; empty for an unknown unit. */
  pathOf(code: string): readonly string[] {
    return this.units.get(code)?.path ?? [];
  }

  /** Whether a unit is one of the given ones or lies below one of them. */
  isWithin(code: string, roots: readonly string[]): boolean {
    return this.pathOf(code).some((ancestor) => roots.includes(ancestor));
  }
}

/** Width, case, blanks and invisible characters make no difference to who is meant. */
function plain(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}\p{Cc}]/gu, '');
}
