import type { CaseRecord, Finding, FindingKind, PetitionContext } from '@huiyin/workflow';
import type { PoolClient } from 'pg';
import { keptFrom } from '../access/accused.ts';
import type { Directory } from '../access/directory.ts';
import { sameLinks } from '../access/links.ts';
import { scopeOf } from '../access/visibility.ts';
import { SURROUNDINGS } from './audit.sql.ts';

/** What does not fit in a case, or between it and what the office keeps beside it. */
export type AuditFinding = Finding<FindingKind | 'facts' | 'scope' | 'alerts' | 'links' | 'files'>;

/** What stands beside a case and decides who finds it and who hears of it. */
interface Surroundings {
  readonly case_id: string;
  /** The registered facts as the petition table has them. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly scope: readonly string[] | null;
  readonly kept_from: readonly string[];
  readonly links: PetitionContext['links'] | null;
  /** Each file's id and hash, of its content as far as that has not been erased. */
  readonly files: readonly string[] | null;
  /** Alerts that were carried out and are not in any inbox. */
  readonly lost_alerts: number;
}

/** Compares the petition's facts, who may see it, and its alerts with what its history says. */
export async function surroundingFindings(
  db: PoolClient,
  records: readonly CaseRecord[],
  directory: Directory,
): Promise<AuditFinding[]> {
  const { rows } = await db.query<Surroundings>(SURROUNDINGS, [records.map((record) => record.id)]);
  const byCase = new Map(rows.map((row) => [row.case_id, row]));
  return records.flatMap(({ id, context }) => {
    const beside = byCase.get(id);
    if (!beside) return [finding(id, 'facts', 'the petition itself is missing')];
    return differences(context, beside, directory).map(([kind, detail]) => finding(id, kind, detail));
  });
}

type Difference = readonly [kind: AuditFinding['kind'], detail: string];

function differences(context: PetitionContext, beside: Surroundings, directory: Directory): Difference[] {
  const registered: Readonly<Record<string, unknown>> = { ...context.facts };
  const found: Difference[] = [];
  const wrong = Object.keys(beside.facts).filter(
    (fact) => JSON.stringify(beside.facts[fact]) !== JSON.stringify(registered[fact]),
  );
  if (wrong.length > 0) found.push(['facts', `not as registered: ${wrong.join(', ')}`]);
  const hidden = (beside.scope ?? []).join() !== scopeOf(context, directory).join();
  if (hidden) found.push(['scope', 'not visible to exactly those it concerns']);
  const kept = beside.kept_from.join() === keptFrom(context, directory).join();
  if (!kept) found.push(['scope', 'not kept from exactly those it is to be kept from']);
  if (!sameLinks(beside.links ?? [], context.links)) found.push(['links', 'not linked as its history says']);
  const handedIn = (context.attachments ?? []).map(({ id, sha256 }) => `${id} ${sha256}`);
  if ((beside.files ?? []).join() !== handedIn.join()) found.push(['files', 'not the files of its history']);
  if (beside.lost_alerts > 0) found.push(['alerts', `${beside.lost_alerts} alert(s) are gone from the inbox`]);
  return found;
}

function finding(caseId: string, kind: AuditFinding['kind'], detail: string): AuditFinding {
  return { caseId, kind, seq: null, detail };
}
