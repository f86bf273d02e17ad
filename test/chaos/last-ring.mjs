// Listens to a queue on a server that says goodbye to its first guests, while another program rings.
import { Worker } from 'bullmq';
import { listeningOptions, openQueue } from '../../libs/platform/dist/index.js';

const [between, direct] = process.argv.slice(2);
let hear;
const heard = new Promise((resolve) => (hear = resolve));
const worker = new Worker('timers', async ({ name }) => hear(name), listeningOptions({ databaseUrl: between }));
worker.on('error', () => undefined); // as the real one, which writes it down
const queue = openQueue('timers', { databaseUrl: direct });
await queue.add('ring', null);
process.stdout.write(JSON.stringify({ heard: await heard }));
await worker.close();
await queue.close();
