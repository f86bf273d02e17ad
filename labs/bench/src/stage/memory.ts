import { readFile } from 'node:fs/promises';

/** Of a process, MiB; null where the system does not tell (it is Linux that does), or the process has ended. */
export interface Memory {
  readonly now: number | null;
  /** The most it has had so far. */
  readonly most: number | null;
}

export async function memoryOf(pid: number | undefined): Promise<Memory> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return { now: inMiB(status, 'VmRSS'), most: inMiB(status, 'VmHWM') };
}

function inMiB(status: string, name: string): number | null {
  const kib = new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1];
  return kib === undefined ? null : Math.round(Number(kib) / 1024);
}
