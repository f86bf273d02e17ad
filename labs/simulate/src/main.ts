import { readOptions } from './options.ts';

/**
 * A township's year in a minute, its table and its proof. Sets the exit code of the process.
 * @throws Help, Misuse, Fault
 */
export async function main(args: readonly string[]): Promise<void> {
  const wanted = readOptions(args);
  const { liveAndTell } = await import('./lived.ts'); // a wrong call does not wait for it
  process.exitCode = await liveAndTell(wanted);
}
