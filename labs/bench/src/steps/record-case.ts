import { Fault } from '@huiyin/tools/fault';
import type { Pool } from 'pg';
import { readRows, writtenBy } from '../cases/rows.ts';
import type { Written } from '../cases/rows.ts';
import { Connection } from '../http/connection.ts';
import type { CaseRequests } from '../http/round.ts';

/**
 * What each step of one real case writes, read from the tables after every step: so the limit writes the same rows,
 * however the chart comes to change.
 */
export async function recordCase(port: number, pool: Pool, { create, steps }: CaseRequests): Promise<Written[]> {
  const connection = await Connection.open(port);
  const registered = await connection.request(create);
  const id = registered.location?.split('/').at(-1);
  if (id === undefined) throw new Fault(`no petition is registered: ${registered.status} ${registered.body()}`);
  const rows = [await readRows(pool, id)];
  let ifMatch = registered.etag;
  for (const step of steps) {
    ({ etag: ifMatch } = await connection.request({ ...step, path: `${registered.location}/events`, ifMatch }));
    rows.push(await readRows(pool, id));
  }
  connection.close();
  return rows.map((after, index) => writtenBy(rows[index - 1], after));
}
