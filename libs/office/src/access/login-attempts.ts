import { LoginFailure } from '@huiyin/domain/entities';
import { MoreThan } from 'typeorm';
import type { DataSource } from 'typeorm';
import { TooManyLogins } from '../errors.ts';

/** Wrong passwords for one account before it has to wait, and for how long. */
const FAILURES_ALLOWED = 10;
const FAILURE_WINDOW_MS = 15 * 60_000;

/**
 * Attempts to log in, each a failure until it is known to be right. An attempt is counted before its password is looked at,
 * and one at a time for each name: whoever sends a thousand guesses at once has no more than ten looked at.
 */
export class LoginAttempts {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns the attempt, to be taken back when the password is right. @throws TooManyLogins */
  async count(username: string): Promise<string> {
    return this.dataSource.transaction(async (db) => {
      await db.query(`SELECT pg_advisory_xact_lock(hashtext('login'), hashtext($1))`, [username]);
      const failures = db.getRepository(LoginFailure);
      const now = Date.now();
      const [tenth] = await failures.find({
        where: { username, at: MoreThan(new Date(now - FAILURE_WINDOW_MS)) },
        order: { at: 'DESC' },
        skip: FAILURES_ALLOWED - 1,
        take: 1,
      });
      if (tenth) throw new TooManyLogins(Math.ceil((tenth.at.getTime() + FAILURE_WINDOW_MS - now) / 1000));
      const { identifiers } = await failures.insert({ username, at: new Date(now) });
      return String(identifiers[0]?.['id']);
    });
  }

  async takeBack(attempt: string): Promise<void> {
    await this.dataSource.getRepository(LoginFailure).delete({ id: attempt });
  }
}
