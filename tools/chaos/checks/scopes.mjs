import { scopeOf } from '../../../libs/office/dist/index.js';

const SCOPES = `
  SELECT id, snapshot -> 'context' AS context, (SELECT coalesce(array_agg(unit), '{}') FROM case_scope WHERE case_id = id) AS units
  FROM petition_case`;

/** Who sees a case follows from who takes part in it. */
export async function scopes({ rows, directory }) {
  const violations = [];
  for (const { id, context, units } of await rows(SCOPES)) {
    const [is, should] = [units.sort().join(' '), scopeOf(context, directory).join(' ')];
    if (is !== should) violations.push(`scope: ${id} is seen by ${is}; its parties make it ${should}`);
  }
  return { counts: {}, violations };
}
