import { grouped } from '@huiyin/lab-kit';
import type { Evidence, Found } from './evidence.ts';

const LINES = `SELECT case_id, seq, kind, event ->> 'type' AS event, at, actions FROM case_event ORDER BY case_id, seq`;
interface Line {
  readonly case_id: string;
  readonly seq: number;
  readonly kind: string;
  readonly event: string;
  readonly at: Date;
  readonly actions: {
    readonly arm: readonly { readonly name: string; readonly dueAt: number }[];
    readonly disarm: readonly string[];
  };
}

const CASES = "SELECT id, wake_at, failure, retry_at, snapshot -> 'armed' AS armed FROM petition_case";
interface Case {
  readonly id: string;
  readonly wake_at: Date | null;
  readonly failure: string | null;
  readonly retry_at: Date | null;
  readonly armed: Readonly<Record<string, { readonly dueAt: number }>>;
}

/** The timers of a case that wait: when each is due, by its name. */
type Book = Map<string, number>;

interface Counts {
  armed: number;
  fired: number;
  disarmed: number;
  waiting: number;
}

/**
 * Keeps the books of every timer from the histories alone, without the chart: each fires just once and when it was due,
 * after it was armed and unless it was disarmed; and none that is left is due.
 */
export async function timers({ rows }: Evidence): Promise<Found> {
  const [clock] = await rows<{ now: Date }>('SELECT now FROM virtual_clock');
  if (!clock) throw new Error('the database has no clock');
  const lines = grouped(await rows<Line>(LINES), ({ case_id }) => case_id);
  const counts: Counts = { armed: 0, fired: 0, disarmed: 0, waiting: 0 };
  const violations: string[] = [];
  for (const one of await rows<Case>(CASES)) {
    const book: Book = new Map();
    let last = 0;
    for (const line of lines.get(one.id) ?? []) {
      if (line.at.getTime() < last)
        violations.push(`order: line ${line.seq} of ${one.id} happened before the one above it`);
      last = line.at.getTime();
      violations.push(...enter(book, line, counts));
    }
    counts.waiting += book.size;
    violations.push(...compared(one, book, clock.now.getTime()));
  }
  return {
    counts: {
      'timers armed': counts.armed,
      'timers fired': counts.fired,
      'timers disarmed': counts.disarmed,
      'timers still waiting': counts.waiting,
    },
    violations,
  };
}

/** One line of a history in the book of its case's timers. @returns what is wrong with it */
function enter(book: Book, { case_id, seq, kind, event, at, actions }: Line, counts: Counts): string[] {
  const faults: string[] = [];
  if (kind === 'timer') {
    if (book.get(event) !== at.getTime()) faults.push(`fired: line ${seq} of ${case_id}: ${event} was not due then`);
    book.delete(event);
    counts.fired++;
  }
  const passedOver = [...book].filter(([name, dueAt]) => dueAt < at.getTime() && name !== event);
  for (const [name] of passedOver) faults.push(`passed over: ${name} of ${case_id} was due before line ${seq}`);
  for (const name of actions.disarm) if (book.delete(name)) counts.disarmed++;
  for (const { name, dueAt } of actions.arm) {
    if (book.has(name)) counts.disarmed++; // armed anew for another time
    book.set(name, dueAt);
    counts.armed++;
  }
  return faults;
}

/** A case as it is stored, with what its history leaves waiting. */
function compared({ id, wake_at, failure, retry_at, armed }: Case, book: Book, now: number): string[] {
  const faults: string[] = [];
  const stored = Object.entries(armed);
  const isSame = stored.length === book.size && stored.every(([name, { dueAt }]) => book.get(name) === dueAt);
  if (!isSame) faults.push(`timers: ${id} waits for others than its history says`);
  const due = [...book].filter(([, dueAt]) => dueAt <= now);
  faults.push(...due.map(([name]) => `unfired: ${name} of ${id} is due and has not fired`));
  const next = book.size > 0 ? Math.min(...book.values()) : null;
  if ((wake_at?.getTime() ?? null) !== next) faults.push(`wake: ${id} wakes at another time than its next timer`);
  if (failure !== null || retry_at !== null) faults.push(`set aside: ${id}: ${failure}`);
  return faults;
}
