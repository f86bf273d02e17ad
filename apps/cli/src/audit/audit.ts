import { readLaw } from '@huiyin/office';
import type { AuditFinding } from '@huiyin/office';
import { readCommandConfig } from '@huiyin/platform';
import { Progress } from '@huiyin/tools/progress';
import { say } from '../say.ts';
import { databaseUrl } from '../system/demo-database.ts';
import { inShares } from '../system/in-shares.ts';
import type { Audited } from './share.ts';

/** Prints what is found as it is found. @returns the exit code: 0 when everything agrees */
export async function auditAll(): Promise<number> {
  const config = readCommandConfig();
  readLaw(config.lawFolder); // a fault of it is told once, before there are threads that would each tell it
  const task = { url: await databaseUrl(config), given: undefined };
  const differing = new Set<string>();
  const progress = new Progress();
  const last = await inShares<Audited>(new URL('share.js', import.meta.url), task, ({ findings }, sums) => {
    for (const finding of findings) {
      differing.add(finding.caseId);
      progress.say(`${lineOf(finding)}\n`);
    }
    progress.show(sums);
  }).finally(() => progress.end());
  const checked = last.reduce((sum, { done }) => sum + done, 0);
  say(
    differing.size === 0
      ? `✓ ${checked} case(s): every chain whole, every history replays`
      : `✗ ${differing.size} of ${checked} case(s) differ`,
  );
  return differing.size === 0 ? 0 : 1;
}

function lineOf({ caseId, seq, kind, detail }: AuditFinding): string {
  return `✗ case ${caseId}${seq === null ? '' : `, line ${seq}`}: ${kind}: ${detail}`;
}
