import { createLogger, ConfigError, readConfig } from '@huiyin/platform';
import { InvalidLaw } from '@huiyin/office';
import { createWorker } from './worker.ts';

try {
  const config = readConfig();
  const logger = createLogger('worker', config.logLevel);
  const app = await createWorker(config, logger);
  await app.listen(config.workerPort, config.host);
  logger.info({ url: await app.getUrl() }, 'worker is at work');
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError || error instanceof InvalidLaw ? error.message : String((error as Error).stack)}\n`,
  );
  process.exit(1);
}
