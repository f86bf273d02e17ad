import type { Pool } from 'pg';
import type { Directory } from '../../access/directory.ts';
import type { Viewer } from '../../access/viewer.ts';
import { refused } from './check.ts';
import type { Check } from './check.ts';
import type { KeptAway } from './units.ts';

interface Account {
  readonly unit: string;
  readonly roles: readonly string[];
}

const AT_WORK = 'SELECT unit, roles FROM account WHERE username = $1 AND disabled_at IS NULL';

/** What must be true of the people that an event names. */
export function peopleChecks(directory: Directory, pool: Pool, keptAway: KeptAway) {
  async function atWork(username: string): Promise<Account | null> {
    const { rows } = await pool.query<Account>({ name: 'account-at-work', text: AT_WORK, values: [username] });
    return rows[0] ?? null;
  }

  function isHeadOf({ roles, unit, scopes }: Viewer, account: Account): boolean {
    if (roles.includes('supervisor') && directory.isWithin(account.unit, scopes)) return true;
    const isPeer = account.unit === unit.code && account.roles.includes('leader');
    return roles.includes('leader') && !isPeer && directory.isWithin(account.unit, [unit.code]);
  }

  /** Nobody of a unit complained about, though it may lie below the one that handles the matter (Art. 30). */
  const assignee: Check = async (field, { found }) => {
    const { unit } = found.record.context;
    const account = await atWork(String(field.value));
    if (account === null || unit === null || !directory.isWithin(account.unit, directory.withHeirs(unit))) {
      throw refused(field, '承办单位没有此人', 'nobody of that name works in the handling unit');
    }
    await keptAway.mustBeOpenTo([account.unit], field.pointer, found);
  };

  /** Nobody is kept out by those they decide about, nor let in again by themselves. */
  const recused: Check = async (field, { viewer }) => {
    const username = String(field.value);
    const account = await atWork(username);
    if (!account) throw refused(field, `没有账号 ${username}`, `there is no account ${username}`);
    if (username !== viewer.username && isHeadOf(viewer, account)) return;
    throw refused(
      field,
      '回避由本人提出，或由其单位负责人决定',
      'recusal is by one’s own word, or that of the head of one’s unit',
    );
  };

  const person: Check = async (field, sent) => {
    if (field.value !== sent.viewer.username) await recused(field, sent);
  };

  return { assignee, recused, person };
}
