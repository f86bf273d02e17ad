// `npm run audit`: recomputes every hash chain, replays every history through the chart, compares with what is stored.
import { ensureBuilt } from './built.mjs';
import { databaseUrl } from './demo-database.mjs';
import { command } from './fault.mjs';
import { inShares } from './in-shares.mjs';
import { readLaw } from './law.mjs';
import { requireNode } from './node-version.mjs';
import { readArgs } from './options.mjs';

const usage = `Usage: npm run audit
  recomputes every hash chain and replays every history of the running demo, or of DATABASE_URL`;

await command(async () => {
  readArgs(usage);
  requireNode();
  await ensureBuilt();
  readLaw(await import('../libs/office/dist/index.js')); // said once, before there are threads that would each say it
  process.exitCode = await auditAll(await databaseUrl());
});

/** Prints what is found as it is found. @returns the exit code: 0 when everything agrees */
async function auditAll(url) {
  const cases = new Set();
  const startedAt = Date.now();
  const last = await inShares(new URL('audit/share.mjs', import.meta.url), { url }, ({ findings }, sum) => {
    for (const finding of findings) name(finding, cases);
    showProgress(sum('checked'), sum('total'), startedAt);
  });
  const checked = last.reduce((total, share) => total + (share.checked ?? 0), 0);
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
