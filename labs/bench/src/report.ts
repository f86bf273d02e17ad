import { reportCalendar } from './calendar/report.ts';
import { reportGrowth } from './growth/report.ts';
import type { Results } from './parts.ts';
import type { Machine } from './stage/machine.ts';
import { reportSteps } from './steps/report.ts';
import { reportStorm } from './storm/report.ts';

/** What a person is told of a run. */
export function reportOf({ machine, steps, storm, growth, calendar }: Results): string {
  const lines = [
    reportMachine(machine),
    ...(steps ? reportSteps(steps) : []),
    ...(storm ? reportStorm(storm) : []),
    ...(growth ? reportGrowth(growth) : []),
    ...(calendar ? reportCalendar(calendar) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function reportMachine({ date, cpu, memoryGiB, node, postgres, redis }: Machine): string {
  return `\n${date}: ${cpu}, ${memoryGiB} GiB, Node ${node}, PostgreSQL ${postgres}, Redis ${redis ?? 'none'}\n`;
}
