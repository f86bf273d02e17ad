import { readFile } from 'node:fs/promises';
import { grouped } from '@huiyin/lab-kit';
import type { Accepted } from '../system/post-office.ts';
import { countOf } from './evidence.ts';
import type { Evidence, Found } from './evidence.ts';

const DELIVERIES = `
  SELECT subject, target, attempts, delivered_at IS NOT NULL AS delivered, last_error FROM delivery WHERE kind = 'email'`;
interface Delivery {
  readonly subject: string;
  readonly target: string;
  readonly attempts: number;
  readonly delivered: boolean;
  readonly last_error: string | null;
}

/** Every desk has an address, so an alert that reached one owes a letter, unless the desk must not hear of it. */
const WITHOUT_LETTER = `
  SELECT a.id FROM alert a JOIN petition p ON p.case_id = a.case_id JOIN unit u ON u.code = a.to_unit
  WHERE NOT p.kept_from && u.path AND NOT EXISTS (SELECT 1 FROM delivery WHERE subject = 'alert/' || a.id)`;

const UNFINISHED = `
  SELECT count(*)::int AS n FROM delivery_attempt WHERE ended_at IS NULL`;

/** Each letter that was owed was delivered at least once, and the mail server has what the ledger says it was given. */
export async function deliveries(evidence: Evidence): Promise<Found> {
  const owed = await evidence.rows<Delivery>(DELIVERIES);
  const arrived = grouped(await acceptedIn(evidence.letters), ({ id, to }) => `${id} ${to}`);
  const nameOf = ({ subject, target }: Delivery) => `${subject.replace('/', '-')} ${target}`;
  const violations = [
    ...owed
      .filter(({ delivered }) => !delivered)
      .map((each) => `undelivered: ${nameOf(each)} after ${each.attempts} attempts: ${each.last_error}`),
    ...owed
      .filter((each) => each.delivered && !arrived.has(nameOf(each)))
      .map((each) => `lost: the letter ${nameOf(each)} is said to be delivered and never arrived`),
    ...(await evidence.rows<{ id: string }>(WITHOUT_LETTER)).map(({ id }) => `lost: alert ${id} owes no letter`),
  ];
  return {
    counts: {
      'letters delivered': owed.length,
      'letters that arrived more than once': [...arrived.values()].filter((times) => times.length > 1).length,
      'attempts whose process died': await countOf(evidence, UNFINISHED),
    },
    violations,
  };
}

async function acceptedIn(letters: string): Promise<Accepted[]> {
  const text = await readFile(letters, 'utf8').catch(() => '');
  const lines = text.split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Accepted);
}
