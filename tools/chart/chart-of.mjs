// The chart, shown: what `npm run chart` writes and says.
import { lawOf } from './law-table.mjs';
import { modelOf } from './model.mjs';
import { longestWays } from './longest-ways.mjs';
import { pictureOf } from './picture.mjs';
import { checksOf, reportOf } from './report.mjs';
import { soundnessOf } from './soundness.mjs';
import { tableOf } from './table.mjs';
import { refuseUnnamed } from './unnamed.mjs';

/** @returns the text of each file by name, the soundness report, and every fault of the chart */
export async function chartOf(workflow) {
  const model = modelOf(workflow);
  refuseUnnamed(model, workflow);
  const sound = soundnessOf(model, workflow);
  const { ways, faults: lost } = longestWays(model, workflow);
  const faults = [...sound.faults, ...lost];
  const checks = checksOf(sound);
  const files = {
    'stages.svg': pictureOf(model, workflow),
    'stages.md': await tableOf(model, workflow),
    'law.md': await lawOf(model, workflow, { checks, ways }),
  };
  return { files, report: reportOf(checks, ways, faults), faults };
}
