import { groupBy } from './group-by.mjs';
import { lineOf } from '../office/ledger.mjs';
import { OFFICE } from '../office/procedure.mjs';
import { inParallel } from './in-parallel.mjs';

/** What the API shows: each acknowledged step is the line of the history it was said to be. */
export async function fromOutside({ caller, ledger }) {
  const violations = [];
  const byPetition = groupBy(ledger.acknowledged, ({ answers: [{ body }] }) => body.id);
  await inParallel(byPetition, 6, async ([id, writes]) => {
    const lines = await historyOf(caller, id);
    if (!lines) return violations.push(`shown: petition ${id} cannot be read`);
    for (const write of writes) {
      const { key, user, event } = write;
      const line = lines.find(({ seq }) => seq === lineOf(write));
      if (line?.event === event && line.actor?.account === user) continue;
      violations.push(
        `lost: ${event} ${key} was acknowledged as line ${lineOf(write)} of ${id}, which shows ${line?.event}`,
      );
    }
    const broken = lines.find(({ seq, previous }, n) => seq !== n + 1 || (n > 0 && previous !== lines[n - 1].hash));
    if (broken) violations.push(`chain: line ${broken.seq} of ${id} does not follow the one before it`);
  });
  return { counts: { 'petitions registered': byPetition.size }, violations };
}

async function historyOf(caller, id) {
  const items = [];
  for (let next = ''; next !== null;) {
    const path = `/v1/petitions/${id}/history?limit=200${next && `&cursor=${encodeURIComponent(next)}`}`;
    const answer = await caller.ask({ user: OFFICE, method: 'GET', path });
    if (answer?.status !== 200) return null;
    items.push(...answer.body.items);
    next = answer.body.next ?? null;
  }
  return items.sort((a, b) => a.seq - b.seq);
}
