import { grouped, sideBySide } from '@huiyin/lab-kit';
import type { HistoryView } from '@huiyin/workflow/contract';
import type { Caller } from '../office/caller.ts';
import { lineOf } from '../office/ledger.ts';
import type { Acknowledged } from '../office/ledger.ts';
import type { Evidence, Found } from './evidence.ts';

/** Histories that are read at a time. */
const LANES = 6;

/** What the API shows: each acknowledged step is the line of the history it was said to be. */
export async function fromOutside({ caller, ledger, town }: Evidence): Promise<Found> {
  const violations: string[] = [];
  const reader = town.staff.registrars[0].username;
  const byPetition = grouped(ledger.acknowledged, ({ view }) => view.id);
  await sideBySide([...byPetition], LANES, async ([id, writes]) => {
    const lines = await historyOf(caller, reader, id);
    violations.push(...(lines ? faultsIn(lines, id, writes) : [`shown: petition ${id} cannot be read`]));
  });
  return { counts: { 'petitions registered': byPetition.size }, violations };
}

function faultsIn(lines: readonly HistoryView[], id: string, writes: readonly Acknowledged[]): string[] {
  const lost = writes.flatMap((write) => {
    const { key, user, event } = write;
    const line = lines.find(({ seq }) => seq === lineOf(write));
    if (line?.event === event && line.actor?.account === user) return [];
    return [`lost: ${event} ${key} was acknowledged as line ${lineOf(write)} of ${id}, which shows ${line?.event}`];
  });
  const broken = lines.find(({ seq, previous }, n) => seq !== n + 1 || (n > 0 && previous !== lines[n - 1]?.hash));
  return broken ? [...lost, `chain: line ${broken.seq} of ${id} does not follow the one before it`] : lost;
}

async function historyOf(caller: Caller, user: string, id: string): Promise<HistoryView[] | null> {
  const answer = await caller.ask({ user, method: 'GET', path: `/v1/petitions/${id}/history` });
  if (answer?.status !== 200) return null;
  const { items } = answer.body as { readonly items: readonly HistoryView[] };
  return [...items].sort((a, b) => a.seq - b.seq);
}
