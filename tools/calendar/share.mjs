// One reader of several, in a thread of its own: replays its share of the histories and tells what the calendar moved.
import { parentPort, workerData } from 'node:worker_threads';
import * as office from '../../libs/office/dist/index.js';
import { openDatabase, poolOf } from '../../libs/platform/dist/index.js';
import { petitionRegistry } from '../../libs/workflow/dist/index.js';
import { readLaw } from '../law.mjs';

const { url, calendar, share } = workerData;
const { calendars } = readLaw(office);
const dataSource = await openDatabase(url, { poolSize: 2, applicationName: 'huiyin-calendar' });
try {
  for await (const progress of office.calendarDone(poolOf(dataSource), petitionRegistry(calendars), calendar, share))
    parentPort.postMessage(progress);
} finally {
  await dataSource.destroy();
}
