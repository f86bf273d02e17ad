import { resolve } from 'node:path';
import { isLocalDate } from '@huiyin/domain';
import type { Instant } from '@huiyin/domain';
import { mergedTallies, readLaw, readPolicy } from '@huiyin/office';
import type { Tally } from '@huiyin/office';
import { onlyRead, readCommandConfig } from '@huiyin/platform';
import { Fault } from '@huiyin/tools/fault';
import { Progress } from '@huiyin/tools/progress';
import { legalTime } from '../system/clock.ts';
import { inShares } from '../system/in-shares.ts';
import { withDatabase } from '../system/opened.ts';
import { chartFile, loadChart } from './chart.ts';
import type { Wanted } from './work.ts';
import { reported } from './report.ts';
import type { About } from './report.ts';
import type { DraftGiven, DraftTold } from './share.ts';

/** Only reads: docs/drafts.md. @returns the exit code: 0 when every case could be told, whatever came out differently */
export async function carryOut({ chart, policy, received, json }: Wanted): Promise<number> {
  onlyRead();
  refuseNoDays(received);
  const { calendars } = readLaw(readCommandConfig().lawFolder);
  const draft = {
    chart: chart === undefined ? undefined : await chartFile(chart),
    policy: policy === undefined ? undefined : readPolicy(resolve(policy)),
  };
  const { definition } = await loadChart(draft.chart, calendars);
  const { url, now } = await whereAndWhen();
  const tally = await told(url, { now, draft, received });
  const about: About = {
    chart: chart ?? null,
    version: `${definition.id}@${definition.version}`,
    policy: draft.policy?.policy.id ?? null,
    received: { from: received.from ?? null, to: received.to ?? null },
    until: new Date(now).toISOString(),
  };
  process.stdout.write(json ? `${JSON.stringify({ ...about, ...tally }, null, 2)}\n` : reported(about, tally));
  return tally.failures.cases === 0 ? 0 : 1;
}

function refuseNoDays(days: Wanted['received']): void {
  for (const [name, day] of Object.entries<string | undefined>(days))
    if (day !== undefined && !isLocalDate(day)) throw new Fault(`--${name} is a day (YYYY-MM-DD), not '${day}'.`);
}

/** The database, and one instant for all tellers. */
function whereAndWhen(): Promise<{ url: string; now: Instant }> {
  return withDatabase('draft', async (opened) => ({ url: opened.url, now: await legalTime(opened) }));
}

async function told(url: string, given: DraftGiven): Promise<Tally> {
  const progress = new Progress();
  const script = new URL('share.js', import.meta.url);
  const last = await inShares<DraftTold, DraftGiven>(script, { url, given }, (_, sums) => progress.show(sums)).finally(
    () => progress.end(),
  );
  return mergedTallies(last.map(({ tally }) => tally));
}
