import { keptFrom, scopeOf } from '@huiyin/office';
import type { PetitionContext } from '@huiyin/workflow';
import type { Evidence, Found } from './evidence.ts';

const SCOPES = `
  SELECT id, snapshot -> 'context' AS context, p.kept_from AS kept,
    (SELECT coalesce(array_agg(unit), '{}') FROM case_scope WHERE case_id = id) AS units
  FROM petition_case JOIN petition p ON p.case_id = id`;
interface Scope {
  readonly id: string;
  readonly context: PetitionContext;
  readonly kept: readonly string[];
  readonly units: readonly string[];
}

/** Who sees a case follows from who takes part in it, and from whom it is kept from whom it complains about. */
export async function scopes({ rows, town: { directory } }: Evidence): Promise<Found> {
  const violations: string[] = [];
  for (const { id, context, kept, units } of await rows<Scope>(SCOPES)) {
    const [is, should] = [[...units].sort().join(' '), scopeOf(context, directory).join(' ')];
    if (is !== should) violations.push(`scope: ${id} is seen by ${is}; its parties make it ${should}`);
    const keeps = keptFrom(context, directory).join(' ');
    if (kept.join(' ') !== keeps)
      violations.push(`scope: ${id} is kept from ${kept.join(' ')}; it should be from ${keeps}`);
  }
  return { counts: {}, violations };
}
