// The two libraries that `npm start` itself needs. They are loaded from what was built of them.
import { build } from '../build.mjs';
import { Fault } from '../fault.mjs';

/** @typedef {typeof import('@huiyin/office')} Office */
/** @typedef {typeof import('@huiyin/platform')} Platform */
/** @typedef {{ office: Office, platform: Platform }} Libraries */

/** @returns {Promise<Libraries>} */
export async function builtLibraries() {
  await build();
  const [office, platform] = await Promise.all(
    ['office', 'platform'].map((name) => import(new URL(`../../libs/${name}/dist/index.js`, import.meta.url).href)),
  );
  return { office, platform };
}

/**
 * The configuration of the services. They would refuse the same, but into their logs.
 * @param {Libraries} libraries
 * @param {NodeJS.ProcessEnv} env
 * @throws Fault
 */
export function checkedConfig({ office, platform }, env) {
  try {
    const config = platform.readConfig(env);
    office.readLaw(config.lawFolder);
    return config;
  } catch (error) {
    throw new Fault(/** @type {Error} */ (error).message);
  }
}
