// A process of its own that keeps the tests' PostgreSQL: it starts it in the folder given, prints its address, and
// stops it when its standard input closes. However the test run ends, Ctrl-C and kill -9 included, nothing stays.
import { rm } from 'node:fs/promises';
import { explain } from '../../tools/fault.mjs';
import { startPostgres } from '../../tools/postgres.mjs';

const folder = String(process.argv[2]);
const finished = new Promise((resolve) => process.stdin.on('close', resolve).resume());

try {
  const postgres = await startPostgres({ folder, durable: false, settings: { max_connections: 200 } });
  process.stdout.write(JSON.stringify({ url: postgres.url('postgres') }));
  process.stdout.end();
  await finished;
  await postgres.stop('immediate');
} catch (error) {
  process.stdout.write(JSON.stringify({ fault: explain(error) }));
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit();
