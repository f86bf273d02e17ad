import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Whether there is a redis-server to start. */
export const redisThere = (): Promise<boolean> =>
  execute('redis-server', ['--version']).then(
    () => true,
    () => false,
  );
