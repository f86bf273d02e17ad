import type { Evidence, Found } from './evidence.ts';

/** Of a line that is told of a process. @unit characters */
const MOST_TOLD = 400;

/** How the processes lived: none may end without being told to or fail to start, none may be slow to stop, no case may be set aside. */
export async function lived({ witness }: Evidence): Promise<Found> {
  const { deaths, failedStarts, overdue, noted, withoutDatabase } = witness;
  const violations = [
    ...deaths.map(({ name, code, by, words }) => `death: ${name} ended by itself (${by ?? code}):\n${lastOf(words)}`),
    ...failedStarts.map(({ name, code, words }) => `start: ${name} did not come up (${code}):\n${lastOf(words)}`),
    ...overdue.map(({ name }) => `slow: ${name} did not stop when it was asked to`),
    ...noted.filter(({ text }) => text === 'case set aside').map(({ name, line }) => `set aside by ${name}: ${line}`),
  ];
  return { counts: { 'starts that found no database': withoutDatabase }, violations };
}

const lastOf = (words: readonly string[]): string => words.map((line) => `    ${line.slice(0, MOST_TOLD)}`).join('\n');
