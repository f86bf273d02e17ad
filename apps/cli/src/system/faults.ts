import { isDatabaseBehind, isExplained } from '@huiyin/platform';
import { Fault } from '@huiyin/tools/fault';

/** An error of the libraries as a fault that is told in words, where somebody can put it right; any other as it is. */
export function inWords(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (isExplained(error)) return new Fault(error.message);
  if (!isDatabaseBehind(error)) return error;
  const { message } = error;
  return new Fault(
    `The database is not up to date with this program (${message}). Bring it up to date: npm run migrate`,
  );
}
