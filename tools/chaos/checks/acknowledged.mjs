import { groupBy } from './group-by.mjs';
import { commandId, lineOf } from '../office/ledger.mjs';
import { BEYOND } from '../office/wishes.mjs';

const LINES = `
  SELECT case_id, seq, event ->> 'type' AS event, actor ->> 'account' AS account FROM case_event
  WHERE kind <> 'timer' ORDER BY case_id, seq`;

/** Acknowledged steps and the lines that people wrote are the same, one to one: nothing lost, nothing twice, nothing refused and done. */
export async function acknowledged({ rows, ledger, seeded }) {
  const lines = (await rows(LINES)).filter(({ case_id, event }) => !(seeded.has(case_id) && event === 'REGISTER'));
  const commands = new Map((await rows('SELECT id, case_id, seq FROM command')).map((row) => [row.id, row]));
  const violations = [
    ...ledger.unanswered.map(({ event, key }) => `unanswered: ${event} ${key} never got a definite answer`),
    ...onceEach(ledger, lines),
    ...ledger.acknowledged.flatMap((write) => kept(write, commands.get(commandId(write)))),
    ...ledger.refused.flatMap((write) => untouched(write, commands.get(commandId(write)))),
    ...ledger.writes
      .filter(({ answers: [first] }) => first?.status === 401)
      .map(({ key }) => `session: ${key} was lost`),
  ];
  const counts = {
    'requests sent': ledger.counts.attempts,
    'steps acknowledged': ledger.acknowledged.length,
    'of them beyond the ordinary path': ledger.acknowledged.filter(({ event }) => BEYOND.includes(event)).length,
    'requests refused': ledger.refused.length,
    'answered by replay': ledger.counts.replayed,
    'lines written by people': lines.length,
  };
  return { counts, violations };
}

function onceEach(ledger, lines) {
  const place = (id, seq) => `line ${seq} of ${id}`;
  const acknowledgedAt = groupBy(ledger.acknowledged, (write) => place(write.answers[0].body.id, lineOf(write)));
  const written = new Map(lines.map((line) => [place(line.case_id, line.seq), line]));
  const ofOne = [...acknowledgedAt].flatMap(([at, writes]) => {
    const keys = writes.map(({ key }) => key).join(', ');
    const line = written.get(at);
    if (writes.length > 1) return [`doubled: ${keys} were all acknowledged as ${at}`];
    const [{ event, user }] = writes;
    if (line?.event === event && line.account === user) return [];
    return [`lost: ${event} ${keys} was acknowledged as ${at}, which is ${line ? line.event : 'not there'}`];
  });
  const ofNobody = [...written]
    .filter(([at]) => !acknowledgedAt.has(at))
    .map(([at, { event, account }]) => `unacknowledged: ${event} by ${account} is ${at}, and nobody was told so`);
  return [...ofOne, ...ofNobody];
}

function kept({ event, key, answers: [{ body }] }, command) {
  if (command?.case_id === body.id && command.seq === body.version) return [];
  return [`command: ${event} ${key} is kept as ${command ? `line ${command.seq} of ${command.case_id}` : 'nothing'}`];
}

function untouched({ event, key, answers: [{ status, body }] }, command) {
  return command?.seq ? [`refused and done: ${event} ${key} was answered ${status} ${body.type}, and was done`] : [];
}
