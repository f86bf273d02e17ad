// A process of its own that runs the engine on one order, and dies where it is told to. It prints what it was answered.
import { createEngine, petitionRegistry } from '@huiyin/workflow';
import pg from 'pg';

const { url, now, order, dieAt } = JSON.parse(String(process.argv[2]));
const die = () => process.kill(process.pid, 'SIGKILL');

const pool = new pg.Pool({ connectionString: url, application_name: 'doomed' });
pool.on('error', () => {});
const engine = createEngine({
  pool,
  registry: petitionRegistry(),
  clock: { now: () => now },
  beside: null,
  announce: dieAt === 'announce' ? die : () => {},
});

try {
  const result = order.event ? await engine.advance(order) : await engine.fireDue(250);
  const revision = 'record' in result ? result.record.revision : null;
  process.stdout.write(JSON.stringify({ revision }));
} catch (error) {
  process.stdout.write(JSON.stringify({ refused: /** @type {Error} */ (error).message }));
}
await pool.end();
