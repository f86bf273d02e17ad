// `npm run audit`: recomputes every hash chain, replays every history through the chart, compares with what is stored.
import { ensureBuilt } from './built.mjs';
import { databaseUrl } from './demo-database.mjs';
import { command } from './fault.mjs';
import { requireNode } from './node-version.mjs';

await command(async () => {
  requireNode();
  await ensureBuilt();
  const { openDatabase, poolOf, audit } = await import('../libs/runtime/dist/index.js');
  const { petitionRegistry } = await import('../libs/workflow/dist/index.js');
  const dataSource = await openDatabase(await databaseUrl(), { poolSize: 3, applicationName: 'huiyin-audit' });
  try {
    process.exitCode = await report(audit(poolOf(dataSource), petitionRegistry()));
  } finally {
    await dataSource.destroy();
  }
});

/** Prints what is found as it is found. @returns the exit code: 0 when everything agrees */
async function report(progress) {
  const cases = new Set();
  let checked = 0;
  for await (const { checked: so, total, findings } of progress) {
    checked = so;
    for (const finding of findings) {
      cases.add(finding.caseId);
      const line = finding.seq === null ? '' : `, line ${finding.seq}`;
      print(`✗ case ${finding.caseId}${line}: ${finding.kind}: ${finding.detail}\n`);
    }
    showProgress(so, total);
  }
  print(
    cases.size === 0
      ? `✓ ${checked} case(s): every chain whole, every history replays\n`
      : `✗ ${cases.size} of ${checked} case(s) differ\n`,
  );
  return cases.size === 0 ? 0 : 1;
}

function showProgress(checked, total) {
  if (!process.stdout.isTTY) return;
  const width = 30;
  const filled = Math.round((checked / total) * width);
  process.stdout.write(`\r${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${checked}/${total}`);
}

function print(line) {
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  process.stdout.write(line);
}
