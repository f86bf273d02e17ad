// Asks for a connection of a pool that has just one, while the server's goodbye is on its way to whoever has it now.
import { openDatabase, poolOf } from '../../libs/platform/dist/index.js';
import { inTransaction } from '../../libs/workflow/dist/index.js';

const dataSource = await openDatabase(process.argv[2], { poolSize: 1 });
const pool = poolOf(dataSource);
const outcomes = await Promise.allSettled([
  pool.query(`SELECT 'last words'`),
  inTransaction(pool, async () => {}),
  dataSource.query('SELECT 1'),
]);
const after = await pool.query('SELECT 1 AS one');
process.stdout.write(JSON.stringify({ outcomes: outcomes.map(({ status }) => status), after: after.rows }));
await dataSource.destroy();
