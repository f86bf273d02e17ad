import { createLogger, readConfig } from '@huiyin/platform';
import { explain } from '@huiyin/tools/fault';
import { createApi } from './app.ts';

try {
  const config = readConfig();
  const logger = createLogger('api', config.logLevel);
  const app = await createApi(config, logger);
  await app.listen(config.port, config.host);
  logger.info({ url: await app.getUrl() }, 'api is listening');
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
