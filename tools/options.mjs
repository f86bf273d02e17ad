// How a command reads what follows its name: --help shows the usage, and what the command does not know is refused.
import { parseArgs } from 'node:util';
import { Help, Misuse } from './fault.mjs';

/**
 * @template {import('node:util').ParseArgsConfig} Config
 * @param {string} usage
 * @param {Config} [config] without it the command takes nothing
 * @param {readonly string[]} [args]
 * @returns {ReturnType<typeof parseArgs<Config>>}
 * @throws Help, when it is asked for; Misuse
 */
export function readArgs(usage, config, args = process.argv.slice(2)) {
  if (args.includes('--help') || args.includes('-h')) throw new Help(usage);
  try {
    return /** @type {ReturnType<typeof parseArgs<Config>>} */ (parseArgs({ ...config, args: [...args] }));
  } catch (error) {
    if (!(error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')))
      throw error;
    throw new Misuse(usage, error.message.split('. ')[0]); // what follows is advice that npm makes wrong
  }
}
