// `npm run simulate -- --chart draft`: what would have come out differently under a draft. Only reads: docs/drafts.md.
import { resolve } from 'node:path';
import { legalTime } from '../acting.mjs';
import { ensureBuilt } from '../built.mjs';
import { databaseUrl } from '../demo-database.mjs';
import { Fault } from '../fault.mjs';
import { inShares } from '../in-shares.mjs';
import { readLaw } from '../law.mjs';
import { progressLine } from '../progress-line.mjs';
import { chartFile, loadChart } from './chart.mjs';
import { onlyRead } from './read-only.mjs';
import { reported } from './report.mjs';

/** @returns the exit code: 0 when every case could be told, whatever came out differently */
export async function tryDraft({ chart, policy, from, to, json = false }) {
  onlyRead();
  await ensureBuilt();
  const [domain, office, platform, workflow] = await Promise.all([
    import('../../libs/domain/dist/index.js'),
    import('../../libs/office/dist/index.js'),
    import('../../libs/platform/dist/index.js'),
    import('../../libs/workflow/dist/index.js'),
  ]);
  refuseNoDays({ from, to }, domain);
  const { calendars } = readLaw(office);
  const file = chart === undefined ? null : await chartFile(chart);
  const { definition } = await loadChart(file, { workflow, calendars });
  const draft = { chart: file, policy: policy === undefined ? null : policyIn(policy, office) };
  const url = await databaseUrl();
  const now = await timeOf(url, platform);
  const tally = await told({ url, now, draft, received: { from, to }, quiet: json }, office);
  const about = {
    chart: chart ?? null,
    version: `${definition.id}@${definition.version}`,
    policy: draft.policy?.policy.id ?? null,
    received: { from: from ?? null, to: to ?? null },
    until: new Date(now).toISOString(),
  };
  process.stdout.write(
    json ? `${JSON.stringify({ ...about, ...tally }, null, 2)}\n` : reported(about, tally, { ...office, ...domain }),
  );
  return tally.failures.cases === 0 ? 0 : 1;
}

function refuseNoDays(days, { isLocalDate }) {
  for (const [name, day] of Object.entries(days))
    if (day !== undefined && !isLocalDate(day)) throw new Fault(`--${name} is a day (YYYY-MM-DD), not '${day}'.`);
}

function policyIn(file, office) {
  try {
    return office.readPolicy(resolve(file));
  } catch (error) {
    throw error instanceof office.InvalidLaw ? new Fault(error.message) : error;
  }
}

/** One instant for all tellers. */
async function timeOf(url, platform) {
  const dataSource = await platform.openDatabase(url, { poolSize: 1, applicationName: 'huiyin-draft' });
  try {
    return await legalTime(platform, platform.poolOf(dataSource));
  } finally {
    await dataSource.destroy();
  }
}

async function told({ url, now, draft, received, quiet }, { mergedTallies }) {
  const given = { url, now, draft, received };
  const last = await inShares(new URL('share.mjs', import.meta.url), given, (_, sum) => {
    if (!quiet) progressLine({ done: sum('done'), total: sum('total') });
  });
  if (!quiet) progressLine();
  return mergedTallies(last.flatMap(({ tally }) => tally ?? []));
}
