import { reached, room } from './reached.ts';
import type { Path, Recorded } from './reached.ts';

/** docs/paths.md: the ways into a case, as they were recorded. */
export function drawn({ events, timers }: Recorded): string {
  const counts = Object.entries(events).map(([type, path]) => `| \`${type}\` | ${reached(path).files.length} |`);
  const hear = events['HEAR'] as Path;
  return `# The two ways into a case

Recorded from a run by \`test/paths\`, and written by \`UPDATE_PATHS=1 npm test -- test/paths\`. An arrow is a call from one
file into another. The law (\`petition/\`) and the contract are left out, with what only they call: they are what the way is
about. So are the doorbell, which is rung after the commit and not waited for, and the clock that is moved to make a deadline
come. Dotted arrows go up, to functions that a lower room was given when it was made.

## \`POST /v1/petitions/{id}/events\`

Files from the controller to SQL and back, for each act of an ordinary petition. An event that names somebody has them looked up.

| event | files |
| --- | --- |
${counts.join('\n')}

This is \`HEAR\`:

${diagram(hear)}

## A deadline that is over

${reached(timers).files.length} files, from the processor that hears the queue, which is on Redis:

${diagram(timers)}
`;
}

function diagram(path: Path): string {
  const { files, edges } = reached(path);
  const id = new Map(files.map((file, index) => [file, `f${index}`]));
  const rooms = [...new Set(files.map(room))];
  const boxes = rooms.flatMap((each) => [
    `  subgraph ${each.replace('/', '_')} ["${each}"]`,
    ...files.filter((file) => room(file) === each).map((file) => `    ${id.get(file)}["${nameOf(file)}"]`),
    '  end',
  ]);
  const arrows = edges.map(([from, to]) => `  ${id.get(from)} ${climbs(from, to) ? '-.->' : '-->'} ${id.get(to)}`);
  return ['```mermaid', 'flowchart TD', ...boxes, ...arrows, '```'].join('\n');
}

const nameOf = (file: string): string => file.split('/').slice(3).join('/');

const ORDER = ['libs/domain', 'libs/workflow', 'libs/office', 'libs/platform', 'apps/api', 'apps/worker'];
const climbs = (from: string, to: string): boolean => ORDER.indexOf(room(to)) > ORDER.indexOf(room(from));
