// Listens to a queue on a server that ends its first connections, while another program rings.
import { Worker } from 'bullmq';
import { listeningOptions, openQueue } from '@huiyin/platform';

const [between = '', direct = ''] = process.argv.slice(2);
/** @type {(name: string) => void} */
let hear = () => undefined;
/** @type {Promise<string>} */
const heard = new Promise((resolve) => (hear = resolve));
const worker = new Worker(
  'timers',
  async ({ name }) => hear(name),
  listeningOptions({ databaseUrl: between, redisUrl: undefined }),
);
worker.on('error', () => undefined); // as the real one, which writes it down
const queue = openQueue('timers', { databaseUrl: direct, redisUrl: undefined });
await queue.add('ring', null);
process.stdout.write(JSON.stringify({ heard: await heard }));
await worker.close();
await queue.close();
