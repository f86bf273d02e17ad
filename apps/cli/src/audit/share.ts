// One auditor of several, in a thread of its own: takes its share of the cases and tells how far it is.
import { audit } from '@huiyin/office';
import type { AuditFinding } from '@huiyin/office';
import { asShare } from '../system/thread.ts';
import type { Told } from '../system/thread.ts';

export interface Audited extends Told {
  readonly findings: readonly AuditFinding[];
}

await asShare('audit', async function* ({ pool, registry, share }): AsyncGenerator<Audited> {
  for await (const { checked, total, findings } of audit(pool, registry, share))
    yield { done: checked, total, findings };
});
