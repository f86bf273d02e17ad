import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Progress } from '@huiyin/tools/progress';
import { listenForStop } from '@huiyin/tools/start/signals';
import { root } from '@huiyin/tools/workspace';
import { onDatabase } from './database.ts';
import type { Wanted } from './options.ts';
import { textOf } from './outcome/text.ts';
import { simulate } from './simulate.ts';
import type { Simulated } from './simulate.ts';

/** The first day of a year whose holidays are known, as are those of the next. */
const FROM = '2025-01-01';

/** Lives through the year and shows what it came to. @returns the exit code: 1 when the proof finds faults, or it was stopped */
export async function liveAndTell(wanted: Wanted): Promise<number> {
  const { asked: signal } = listenForStop();
  const startedAt = performance.now();
  try {
    const simulated = await onDatabase((url) => lived(url, wanted, signal));
    process.stdout.write(textOf(simulated, { ...wanted, seconds: (performance.now() - startedAt) / 1000 }));
    return simulated.proof.faults.length === 0 ? 0 : 1;
  } catch (error) {
    if (!signal.aborted) throw error;
    process.stdout.write('stopped\n');
    return 1;
  }
}

async function lived(databaseUrl: string, wanted: Wanted, signal: AbortSignal): Promise<Simulated> {
  const [days, proof] = [new Progress(), new Progress()];
  try {
    return await simulate({
      ...{ databaseUrl, signal, ...wanted, from: FROM },
      folder: pathToFileURL(join(root, 'examples/township/')),
      onDay: ({ day, registered, acts }) => {
        const far = { done: day, total: wanted.days };
        days.show(far, `day ${day}/${wanted.days}  ${registered} petitions  ${acts} steps`);
        if (day === wanted.days) days.end();
      },
      onChecked: ({ checked, total }) => proof.show({ done: checked, total }, `audit ${checked}/${total}`),
    });
  } finally {
    days.end();
    proof.end();
  }
}
