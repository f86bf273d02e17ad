/** Who called whom in a run, beginning with one file. */
export interface Path {
  readonly root: string;
  readonly edges: readonly (readonly [from: string, to: string])[];
}

export interface Recorded {
  readonly events: Readonly<Record<string, Path>>;
  readonly timers: Path;
}

/** The law and the contract are what a path is about; how they are divided into files is no part of it, nor what only they call. */
const ABOUT = /^libs\/workflow\/src\/(?:petition|contract)/;

/** No part of the way to the database and back. */
const BESIDE_IT = [
  'libs/platform/src/queue/doorbell.ts', // is rung after the commit and not waited for
  'libs/platform/src/time/clock.ts', // is moved to make a deadline come; the system's own time needs no file
];

const isOnTheWay = (file: string): boolean => !BESIDE_IT.includes(file) && !ABOUT.test(file);

/** Apps and libraries are rooms: `libs/office`. */
export const room = (file: string): string => file.split('/').slice(0, 2).join('/');

/** The files that a path goes through, in the order of their names, and the calls between them. */
export function reached({ root, edges }: Path): Pick<Path, 'edges'> & { readonly files: readonly string[] } {
  const files = new Set([root]);
  const calls: (readonly [string, string])[] = [];
  for (const file of files) {
    for (const [from, to] of edges) {
      if (from !== file || !isOnTheWay(to)) continue;
      calls.push([from, to]);
      files.add(to);
    }
  }
  return { files: [...files].sort(), edges: calls.sort(([a, b], [c, d]) => (a + b < c + d ? -1 : 1)) };
}
