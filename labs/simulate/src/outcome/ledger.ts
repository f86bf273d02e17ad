import { toIso } from '@huiyin/domain';
import type { Instant } from '@huiyin/domain';
import type { HistoryEntry } from '@huiyin/workflow';
import type { TimerRow } from './histories.ts';

/** What became of the timers of one case. Every arming has one end: fired, called off, or still waiting. */
export interface Ledger {
  readonly armed: number;
  readonly fired: number;
  readonly calledOff: number;
  readonly waiting: ReadonlyMap<string, Instant>;
  /** What is wrong, in words. */
  readonly faults: readonly string[];
}

/**
 * Follows each timer through a case's history, line by line, and knows nothing of the chart: only that a timer fires
 * once, at its due time, and that nothing later happens before it.
 */
export function ledgerOf(history: readonly HistoryEntry[]): Ledger {
  const waiting = new Map<string, Instant>();
  const faults: string[] = [];
  const count = { armed: 0, fired: 0, calledOff: 0 };
  let before = -Infinity;
  for (const { seq, kind, at, event, actions } of history) {
    const wrong = (what: string) => faults.push(`line ${seq}: ${what}`);
    if (at < before) wrong(`happened at ${toIso(at)}, before the line above it`);
    before = at;
    if (kind === 'timer') {
      if (waiting.get(event.type) === at) count.fired++;
      else wrong(`${event.type} fired at ${toIso(at)} without being due then`);
      waiting.delete(event.type);
    }
    for (const [name, dueAt] of waiting) {
      if (dueAt < at || (dueAt === at && kind !== 'timer')) wrong(`${name}, due at ${toIso(dueAt)}, had not fired yet`);
    }
    for (const name of actions.disarm) if (waiting.delete(name)) count.calledOff++;
    for (const { name, dueAt } of actions.arm) {
      if (waiting.has(name)) count.calledOff++;
      waiting.set(name, dueAt);
      count.armed++;
    }
  }
  return { ...count, waiting, faults };
}

/** Where the timer table says something else than the history does. */
export function timerRowFaults(history: readonly HistoryEntry[], { waiting }: Ledger, rows: readonly TimerRow[]) {
  const fired = new Map(history.filter(({ kind }) => kind === 'timer').map(({ event, at }) => [event.type, at]));
  const faults = rows
    .filter(({ name, status, due_at }) => expected(status, name) !== due_at.getTime())
    .map(({ name, status }) => `timer ${name} is marked '${status}', its history says otherwise`);
  const known = new Set(rows.map(({ name }) => name));
  const missing = [...waiting.keys(), ...fired.keys()].filter((name) => !known.has(name));
  return [...faults, ...missing.map((name) => `timer ${name} has no row`)];

  function expected(status: TimerRow['status'], name: string): Instant | undefined {
    if (status === 'armed') return waiting.get(name);
    if (waiting.has(name)) return undefined;
    return status === 'fired'
      ? fired.get(name)
      : (rows.find((row) => row.name === name)?.due_at.getTime() ?? undefined);
  }
}
