import { readFile } from 'node:fs/promises';

const DELIVERIES = `
  SELECT subject, target, attempts, delivered_at IS NOT NULL AS delivered, last_error FROM delivery WHERE kind = 'email'`;

/** Every desk has an address, so an alert that reached one owes a letter, unless the desk must not hear of it. */
const WITHOUT_LETTER = `
  SELECT a.id FROM alert a JOIN petition p ON p.case_id = a.case_id JOIN unit u ON u.code = a.to_unit
  WHERE NOT p.kept_from && u.path AND NOT EXISTS (SELECT 1 FROM delivery WHERE subject = 'alert/' || a.id)`;

const UNFINISHED = `
  SELECT count(*)::int AS n FROM delivery_attempt WHERE ended_at IS NULL`;

/** Each letter that was owed was delivered at least once, and the mail server has what the ledger says it was given. */
export async function deliveries({ rows, letters }) {
  const owed = await rows(DELIVERIES);
  const accepted = (await readFile(letters, 'utf8').catch(() => '')).split('\n').filter(Boolean).map(JSON.parse);
  const arrived = new Map();
  for (const { id, to } of accepted) arrived.set(`${id} ${to}`, (arrived.get(`${id} ${to}`) ?? 0) + 1);
  const nameOf = ({ subject, target }) => `${subject.replace('/', '-')} ${target}`;
  const violations = [
    ...owed
      .filter(({ delivered }) => !delivered)
      .map((each) => `undelivered: ${nameOf(each)} after ${each.attempts} attempts: ${each.last_error}`),
    ...owed
      .filter((each) => each.delivered && !arrived.has(nameOf(each)))
      .map((each) => `lost: the letter ${nameOf(each)} is said to be delivered and never arrived`),
    ...(await rows(WITHOUT_LETTER)).map(({ id }) => `lost: alert ${id} owes no letter`),
  ];
  const [{ n: unfinished }] = await rows(UNFINISHED);
  const again = [...arrived.values()].filter((times) => times > 1).length;
  return {
    counts: {
      'letters delivered': owed.length,
      'letters that arrived more than once': again,
      'attempts whose process died': unfinished,
    },
    violations,
  };
}
