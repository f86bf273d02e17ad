import { redisVersion } from '@huiyin/lab-kit';
import { Fault } from '@huiyin/tools/fault';
import { RunningLine } from '../report/running-line.ts';
import type { Result } from '../report/result.ts';
import { System } from '../system/system.ts';
import { carryOut } from './carry-out.ts';
import type { RunOptions } from './carry-out.ts';

/** What ends a run early: a key, `kill`, a closed terminal, and the end of a program that opened a channel to this one. */
const OCCASIONS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'];

/** One run on one backend. @throws Fault */
export async function run(options: RunOptions): Promise<Result> {
  const { backend, keep } = options;
  if (backend === 'redis' && (await redisVersion()) === null) throw new Fault('There is no redis-server on PATH.');
  const line = new RunningLine(backend);
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  for (const occasion of OCCASIONS) process.once(occasion, interrupt);
  line.say('starting the system');
  const system = await System.start({ backend, keep });
  try {
    return await Promise.race([carryOut(options, system, line, interrupted.signal), rejected(interrupted.signal)]);
  } finally {
    line.end();
    await system.clear();
    for (const occasion of OCCASIONS) process.off(occasion, interrupt);
  }
}

function rejected(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Fault('interrupted'))));
}
