import { createLogger, ConfigError, readConfig } from '@huiyin/platform';
import { InvalidLaw } from '@huiyin/office';
import { createApi } from './app.ts';

try {
  const config = readConfig();
  const logger = createLogger('api', config.logLevel);
  const app = await createApi(config, logger);
  await app.listen(config.port, config.host);
  logger.info({ url: await app.getUrl() }, 'api is listening');
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError || error instanceof InvalidLaw ? error.message : String((error as Error).stack)}\n`,
  );
  process.exit(1);
}
