import { acknowledged } from './acknowledged.mjs';
import { alerts } from './alerts.mjs';
import { audited } from './audited.mjs';
import { deliveries } from './deliveries.mjs';
import { escalations } from './escalations.mjs';
import { fromOutside } from './from-outside.mjs';
import { lived } from './lived.mjs';
import { open } from './open.mjs';
import { outbox } from './outbox.mjs';
import { replayed } from './replayed.mjs';
import { scopes } from './scopes.mjs';
import { timers } from './timers.mjs';

/** In this order: to ask for an answer again must change nothing either, so the tables are looked at afterwards. */
const CHECKS = {
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

/** Compares what the clients remember, what the API shows and what the tables hold. */
export async function check({ system, caller, ledger, seeded, witness, line }) {
  const stage = await open(system.databaseUrl);
  const counts = {};
  const violations = [];
  try {
    for (const [name, one] of Object.entries(CHECKS)) {
      line.say(`checking: ${name}`);
      const found = await one({ ...stage, letters: system.letters, caller, ledger, seeded, witness });
      Object.assign(counts, found.counts);
      violations.push(...found.violations);
    }
  } finally {
    await stage.close();
  }
  return { counts, violations };
}
