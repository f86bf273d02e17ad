import { grouped } from '@huiyin/lab-kit';
import { commandId, lineOf } from '../office/ledger.ts';
import type { Acknowledged, Ledger, Refused, Remembered } from '../office/ledger.ts';
import { isBeyond } from '../office/wishes.ts';
import type { Evidence, Found } from './evidence.ts';

const LINES = `
  SELECT case_id, seq, event ->> 'type' AS event, actor ->> 'account' AS account FROM case_event
  WHERE kind <> 'timer' ORDER BY case_id, seq`;
interface Line {
  readonly case_id: string;
  readonly seq: number;
  readonly event: string;
  readonly account: string;
}

const COMMANDS = 'SELECT id, case_id, seq FROM command';
interface Command {
  readonly id: string;
  readonly case_id: string;
  /** Null for one that was refused. */
  readonly seq: number | null;
}

/** Acknowledged steps and the lines that people wrote are the same, one to one: nothing lost, nothing twice, nothing refused and done. */
export async function acknowledged({ rows, ledger, seeded }: Evidence): Promise<Found> {
  const lines = (await rows<Line>(LINES)).filter((line) => !(seeded.has(line.case_id) && line.event === 'REGISTER'));
  const commands = new Map((await rows<Command>(COMMANDS)).map((row) => [row.id, row]));
  const violations = [
    ...ledger.unanswered.map(({ event, key }) => `unanswered: ${event} ${key} never got a definite answer`),
    ...onceEach(ledger, lines),
    ...ledger.acknowledged.flatMap((write) => kept(write, commands.get(commandId(write)))),
    ...ledger.refused.flatMap((write) => untouched(write, commands.get(commandId(write)))),
    ...ledger.refused.filter(({ status }) => status === 401).map(({ key }) => `session: ${key} was lost`),
  ];
  const counts = {
    'requests sent': ledger.counts.attempts,
    'steps acknowledged': ledger.acknowledged.length,
    'of them beyond the ordinary path': ledger.acknowledged.filter(({ event }) => isBeyond(event)).length,
    'requests refused': ledger.refused.length,
    'answered by replay': ledger.counts.replayed,
    'lines written by people': lines.length,
  };
  return { counts, violations };
}

function onceEach(ledger: Ledger, lines: readonly Line[]): string[] {
  const place = (id: string, seq: number) => `line ${seq} of ${id}`;
  const acknowledgedAt = grouped(ledger.acknowledged, (write) => place(write.view.id, lineOf(write)));
  const written = new Map(lines.map((line) => [place(line.case_id, line.seq), line]));
  const ofOne = [...acknowledgedAt].flatMap(([at, writes]) => {
    const keys = writes.map(({ key }) => key).join(', ');
    const line = written.get(at);
    if (writes.length > 1) return [`doubled: ${keys} were all acknowledged as ${at}`];
    return writes
      .filter(({ event, user }) => line?.event !== event || line.account !== user)
      .map(({ event }) => `lost: ${event} ${keys} was acknowledged as ${at}, which is ${line?.event ?? 'not there'}`);
  });
  const ofNobody = [...written]
    .filter(([at]) => !acknowledgedAt.has(at))
    .map(([at, { event, account }]) => `unacknowledged: ${event} by ${account} is ${at}, and nobody was told so`);
  return [...ofOne, ...ofNobody];
}

function kept({ event, key, view }: Acknowledged, command: Command | undefined): string[] {
  if (command?.case_id === view.id && command.seq === view.version) return [];
  return [`command: ${event} ${key} is kept as ${command ? `line ${command.seq} of ${command.case_id}` : 'nothing'}`];
}

function untouched({ event, key, status, problem }: Remembered & Refused, command: Command | undefined): string[] {
  return command?.seq ? [`refused and done: ${event} ${key} was answered ${status} ${problem.type}, and was done`] : [];
}
