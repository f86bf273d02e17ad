import { Directory } from '../../../libs/office/dist/index.js';
import { openDatabase, poolOf } from '../../../libs/platform/dist/index.js';
import { petitionRegistry } from '../../../libs/workflow/dist/index.js';

/** The database, as the product's own code reads it. */
export async function open(databaseUrl) {
  const dataSource = await openDatabase(databaseUrl, { poolSize: 3, applicationName: 'huiyin-chaos' });
  const pool = poolOf(dataSource);
  const directory = await new Directory(poolOf(dataSource)).fresh();
  return {
    pool,
    directory,
    registry: petitionRegistry(),
    rows: async (text, values = []) => (await pool.query(text, values)).rows,
    close: () => dataSource.destroy(),
  };
}
