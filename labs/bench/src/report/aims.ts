import type { Memory } from '../stage/memory.ts';

/** What is aimed at. */
export const AIMS = {
  /** Of the limit, at least. */
  ratio: 0.4,
  /** Of a request. @unit milliseconds */
  p99: 40,
  /** Of a lone deadline, at p99. @unit milliseconds */
  lateMs: 1000,
  /** Times slower among many cases, at most. */
  growth: 1.5,
  /** Of a process. @unit MiB */
  memory: 250,
  /** For a corrected notice. @unit minutes */
  calendar: 5,
} as const;

export function aim(text: string, met: boolean): string {
  return `  ${met ? '✓' : '✗'} ${text}`;
}

export function missing(what: string): string {
  return `  ! not measured: ${what}`;
}

/** @param told whether what it came to is told beside the aim, or stands elsewhere */
export function memoryAim(name: string, { most }: Pick<Memory, 'most'>, told = true): string {
  if (most === null) return missing(`memory of ${name}`);
  return aim(`${name} below ${AIMS.memory} MB${told ? ` (at most ${most})` : ''}`, most < AIMS.memory);
}
