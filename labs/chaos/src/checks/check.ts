import { acknowledged } from './acknowledged.ts';
import { alerts } from './alerts.ts';
import { audited } from './audited.ts';
import { deliveries } from './deliveries.ts';
import { escalations } from './escalations.ts';
import { withEvidence } from './evidence.ts';
import type { Evidence, Found, Known } from './evidence.ts';
import { fromOutside } from './from-outside.ts';
import { lived } from './lived.ts';
import { outbox } from './outbox.ts';
import { replayed } from './replayed.ts';
import { scopes } from './scopes.ts';
import { timers } from './timers.ts';

/** In this order: to ask for an answer again must change nothing either, so the tables are looked at afterwards. */
const CHECKS: Readonly<Record<string, (evidence: Evidence) => Promise<Found>>> = {
  replayed,
  fromOutside,
  acknowledged,
  timers,
  audited,
  outbox,
  alerts,
  deliveries,
  escalations,
  scopes,
  lived,
};

/**
 * Compares what the clients remember, what the API shows and what the tables hold.
 * @param say told which check begins
 */
export function check(databaseUrl: string, known: Known, say: (text: string) => void): Promise<Found> {
  return withEvidence(databaseUrl, known, async (evidence) => {
    const found: Found[] = [];
    for (const [name, one] of Object.entries(CHECKS)) {
      say(`checking: ${name}`);
      found.push(await one(evidence));
    }
    return {
      counts: Object.assign({}, ...found.map(({ counts }) => counts)) as Found['counts'],
      violations: found.flatMap(({ violations }) => violations),
    };
  });
}
