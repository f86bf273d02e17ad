// Where the tests' Redis comes from.
import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * @returns {Promise<string | null>} the path of `redis-server`: the one on PATH or, for root on a Debian, the one that is
 *   installed now; else null
 */
export async function findRedisServer() {
  return (await onPath('redis-server')) ?? (await install());
}

/**
 * @param {string} name
 * @returns {Promise<string | null>}
 */
async function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return null;
}

async function install() {
  if (process.getuid?.() !== 0 || !(await onPath('apt-get'))) return null;
  console.log('redis-server is not here; installing it from the distribution …');
  /** @param {string[]} args */
  const apt = (...args) => execute('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  try {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', 'redis-server');
  } catch (error) {
    const { stderr, message } = /** @type {import('node:child_process').ExecFileException} */ (error);
    console.log(`It cannot be installed: ${stderr ? stderr.trim().split('\n').at(-1) : message}`);
  }
  return onPath('redis-server');
}
