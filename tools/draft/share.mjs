// One teller of several, in a thread of its own: tells its share of the cases to the draft.
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase, poolOf } from '../../libs/platform/dist/index.js';
import * as office from '../../libs/office/dist/index.js';
import * as workflow from '../../libs/workflow/dist/index.js';
import { readLaw } from '../law.mjs';
import { loadChart } from './chart.mjs';

const { url, now, draft, received, share } = workerData;
const law = readLaw(office);
const { calendars } = law;
// Functions do not travel between threads, so each makes the definition for itself.
const { definition, reasons } = await loadChart(draft.chart, { workflow, calendars });
const dataSource = await openDatabase(url, { poolSize: 1, applicationName: 'huiyin-draft' });
try {
  const tried = { definition, reasons, policy: draft.policy ?? undefined };
  const world = { registry: workflow.petitionRegistry(calendars), law, now };
  for await (const progress of office.tryDraft(poolOf(dataSource), tried, world, { ...received, share }))
    parentPort.postMessage(progress);
} finally {
  await dataSource.destroy();
}
