import { Lanes } from './lanes.ts';
import type { EngineContext } from './model.ts';
import type { EngineOptions, OrderRows } from './options.ts';
import { MOST_TOGETHER, writeCases, writeTogether } from './rows.ts';
import type { CaseWrite } from './rows.ts';
import { isRefused } from './transaction.ts';

/** Statements of orders that are under way at the same time. More of them would be smaller, and cost more together. */
const LANES = 2;
/** Far longer than a write takes that nobody holds up. @unit milliseconds */
const PATIENCE_MS = 50;

/** `alone`: not in company, where it was held, stale or refused; by itself it tells which. */
type Fate = 'written' | 'overtaken' | 'alone';

/**
 * Writes steps of different cases, with those that are asked for at the same time in one statement. A step that the
 * database refuses is written again by itself, and its neighbours too: each is all or nothing, and each has its own error.
 */
export function createWriter<C extends EngineContext>(options: EngineOptions<C>) {
  const { pool } = options;
  const lanes = new Lanes<CaseWrite<C>, Fate>({
    ...{ lanes: LANES, most: MOST_TOGETHER, patienceMs: PATIENCE_MS },
    fits: (write, group) => group.every((other) => goTogether(write, other)),
    together,
  });

  async function together(group: readonly CaseWrite<C>[]): Promise<readonly Fate[]> {
    const [only] = group;
    if (only && group.length === 1) return [(await isWritten(only)) ? 'written' : 'overtaken'];
    try {
      const written = await writeTogether(pool, options, group);
      return group.map(({ moved }) => (written.has(moved.record.id) ? 'written' : 'alone'));
    } catch (error) {
      // A lost connection does not tell whether it was written, and is everybody's error.
      if (isRefused(error)) return group.map(() => 'alone');
      throw error;
    }
  }

  async function isWritten(write: CaseWrite<C>, own?: OrderRows): Promise<boolean> {
    return (await writeCases(pool, options, [write], own)).size === 1;
  }

  /** @returns false when another writer came first and nothing was written */
  return async function write(one: CaseWrite<C>, own?: OrderRows): Promise<boolean> {
    if (own) return isWritten(one, own);
    const fate = await lanes.do(one);
    return fate === 'alone' ? isWritten(one) : fate === 'written';
  };
}

/** Both opened, or both moved; of different cases, and with the same parts. */
function goTogether(one: CaseWrite, other: CaseWrite): boolean {
  return (
    (one.before === null) === (other.before === null) &&
    one.moved.record.id !== other.moved.record.id &&
    one.parts?.texts === other.parts?.texts
  );
}
