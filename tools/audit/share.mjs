// One auditor of several, in a thread of its own: takes its share of the cases and tells how far it is.
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase, poolOf } from '../../libs/platform/dist/index.js';
import * as office from '../../libs/office/dist/index.js';
import { petitionRegistry } from '../../libs/workflow/dist/index.js';
import { readLaw } from '../law.mjs';

const { url, share } = workerData;
const { calendars } = readLaw(office);
const dataSource = await openDatabase(url, { poolSize: 2, applicationName: 'huiyin-audit' });
try {
  for await (const progress of office.audit(poolOf(dataSource), petitionRegistry(calendars), share))
    parentPort.postMessage(progress);
} finally {
  await dataSource.destroy();
}
