// `npm run audit`: recomputes every hash chain, replays every history through the chart, compares with what is stored.
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ensureBuilt } from './built.mjs';
import { databaseUrl } from './demo-database.mjs';
import { command } from './fault.mjs';
import { requireNode } from './node-version.mjs';

/** Replaying is all computing, so there is an auditor for each core; more than these would only crowd the database. */
const MOST_AUDITORS = 8;

await command(async () => {
  requireNode();
  await ensureBuilt();
  process.exitCode = await auditAll(await databaseUrl());
});

/** Prints what is found as it is found. @returns the exit code: 0 when everything agrees */
async function auditAll(url) {
  const of = Math.min(availableParallelism(), MOST_AUDITORS);
  const shares = Array.from({ length: of }, () => ({ checked: 0, total: 0 }));
  const cases = new Set();
  const startedAt = Date.now();
  await Promise.all(
    shares.map(async (progress, number) => {
      const auditor = new Worker(new URL('audit/share.mjs', import.meta.url), {
        workerData: { url, share: { of, number } },
      });
      auditor.on('message', ({ checked, total, findings }) => {
        Object.assign(progress, { checked, total });
        for (const finding of findings) name(finding, cases);
        showProgress(sum(shares, 'checked'), sum(shares, 'total'), startedAt);
      });
      await once(auditor, 'exit');
    }),
  );
  const checked = sum(shares, 'checked');
  print(
    cases.size === 0
      ? `✓ ${checked} case(s): every chain whole, every history replays\n`
      : `✗ ${cases.size} of ${checked} case(s) differ\n`,
  );
  return cases.size === 0 ? 0 : 1;
}

function name({ caseId, seq, kind, detail }, cases) {
  cases.add(caseId);
  print(`✗ case ${caseId}${seq === null ? '' : `, line ${seq}`}: ${kind}: ${detail}\n`);
}

function sum(shares, member) {
  return shares.reduce((total, share) => total + share[member], 0);
}

function showProgress(checked, total, startedAt) {
  if (!process.stdout.isTTY) return;
  const width = 30;
  const filled = Math.round((checked / total) * width);
  const perSecond = checked / ((Date.now() - startedAt) / 1000);
  const left = Math.ceil((total - checked) / perSecond / 60);
  process.stdout.write(`\r${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${checked}/${total}, ${left} min left `);
}

function print(line) {
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  process.stdout.write(line);
}
