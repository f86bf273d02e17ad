import type { Account } from '@huiyin/domain/entities';
import type { Pool } from 'pg';
import { byCode, UnitTree } from './unit-tree.ts';
import type { UnitNode } from './unit-tree.ts';

type Person = Pick<Account, 'username' | 'name' | 'unit'>;

/** How long the tree of units is believed before it is read again. @unit milliseconds */
const FRESH_MS = 10_000;

export const UNITS = `
  SELECT code, name, kind, parent, path, dissolved_on::text AS "dissolvedOn", successor FROM unit`;

/** The offices and who is above whom. Small and nearly constant, so each process keeps a copy for a few seconds. */
export class Directory extends UnitTree {
  private people: readonly Person[] = [];
  private readAt = 0;

  constructor(private readonly pool: Pool) {
    super();
  }

  /** @param withinMs how old the copy may be; 0 reads it again in any case */
  async fresh(withinMs = FRESH_MS): Promise<this> {
    if (Date.now() - this.readAt < withinMs) return this;
    const units = await this.pool.query<UnitNode>(UNITS);
    const people = await this.pool.query<Person>('SELECT username, name, unit FROM account WHERE disabled_at IS NULL');
    this.units = byCode(units.rows);
    this.people = people.rows;
    this.readAt = Date.now();
    return this;
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
}

/** Width, case, blanks and invisible characters make no difference to who is meant. */
function plain(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}\p{Cc}]/gu, '');
}
