import { createLogger, readConfig } from '@huiyin/platform';
import { explain } from '@huiyin/tools/fault';
import { createWorker } from './worker.ts';

try {
  const config = readConfig();
  const logger = createLogger('worker', config.logLevel);
  const app = await createWorker(config, logger);
  await app.listen(config.workerPort, config.host);
  logger.info({ url: await app.getUrl() }, 'worker is at work');
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
