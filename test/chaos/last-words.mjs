// Asks for a connection of a pool that has just one, while the server's notice that it ends is on its way to that one.
import { openDatabase, poolOf } from '@huiyin/platform';
import { inTransaction } from '@huiyin/workflow';

const dataSource = await openDatabase(String(process.argv[2]), { poolSize: 1 });
const pool = poolOf(dataSource);
const outcomes = await Promise.allSettled([
  pool.query(`SELECT 'last words'`),
  inTransaction(pool, async () => {}),
  dataSource.query('SELECT 1'),
]);
const after = await pool.query('SELECT 1 AS one');
process.stdout.write(JSON.stringify({ outcomes: outcomes.map(({ status }) => status), after: after.rows }));
await dataSource.destroy();
