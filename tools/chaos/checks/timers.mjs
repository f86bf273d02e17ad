import { groupBy } from './group-by.mjs';

const LINES = `SELECT case_id, seq, kind, event ->> 'type' AS event, at, actions FROM case_event ORDER BY case_id, seq`;
const CASES = "SELECT id, wake_at, failure, retry_at, snapshot -> 'armed' AS armed FROM petition_case";

/**
 * Keeps the books of every timer from the histories alone, without the chart: each fires just once and when it was due,
 * after it was armed and unless it was disarmed; and none that is left is due.
 */
export async function timers({ rows }) {
  const [{ now }] = await rows('SELECT now FROM virtual_clock');
  const lines = groupBy(await rows(LINES), ({ case_id }) => case_id);
  const counts = { armed: 0, fired: 0, disarmed: 0 };
  const violations = [];
  let waiting = 0;
  for (const { id, wake_at, failure, retry_at, armed } of await rows(CASES)) {
    const book = new Map();
    let last = 0;
    for (const line of lines.get(id) ?? []) {
      if (line.at < last) violations.push(`order: line ${line.seq} of ${id} happened before the one above it`);
      last = line.at;
      violations.push(...enter(book, line, counts));
    }
    waiting += book.size;
    const stored = Object.entries(armed).map(([name, { dueAt }]) => [name, dueAt]);
    if (!isSame(book, new Map(stored))) violations.push(`timers: ${id} waits for others than its history says`);
    const due = [...book].filter(([, dueAt]) => dueAt <= now.getTime());
    violations.push(...due.map(([name]) => `unfired: ${name} of ${id} is due and has not fired`));
    const next = book.size > 0 ? Math.min(...book.values()) : null;
    if ((wake_at?.getTime() ?? null) !== next) violations.push(`wake: ${id} wakes at another time than its next timer`);
    if (failure !== null || retry_at !== null) violations.push(`set aside: ${id}: ${failure}`);
  }
  return {
    counts: {
      'timers armed': counts.armed,
      'timers fired': counts.fired,
      'timers disarmed': counts.disarmed,
      'timers still waiting': waiting,
    },
    violations,
  };
}

/** One line of a history in the book of its case's timers. */
function enter(book, { case_id, seq, kind, event, at, actions }, counts) {
  const faults = [];
  if (kind === 'timer') {
    if (book.get(event) !== at.getTime()) faults.push(`fired: line ${seq} of ${case_id}: ${event} was not due then`);
    book.delete(event);
    counts.fired++;
  }
  const passedOver = [...book].filter(([name, dueAt]) => dueAt < at.getTime() && name !== event);
  for (const [name] of passedOver) faults.push(`passed over: ${name} of ${case_id} was due before line ${seq}`);
  for (const name of actions.disarm) {
    if (book.delete(name)) counts.disarmed++;
  }
  for (const { name, dueAt } of actions.arm) {
    if (book.has(name)) counts.disarmed++; // armed anew for another time
    book.set(name, dueAt);
    counts.armed++;
  }
  return faults;
}

function isSame(one, other) {
  return one.size === other.size && [...one].every(([name, dueAt]) => other.get(name) === dueAt);
}
