/** What `npm run chart` writes and says. */
import type { PetitionChart } from '@huiyin/workflow';
import { longestWays, wayFaults } from './check/longest-ways.ts';
import { nameFaults } from './check/names.ts';
import { countsIn, reportOf } from './check/report.ts';
import { soundnessOf } from './check/soundness.ts';
import { lawPage } from './pages/law.ts';
import { stagesPage } from './pages/stages.ts';
import { pictureOf } from './picture/picture.ts';
import { articlesOf, unwrittenIn } from './read/articles.ts';
import { modelOf } from './read/model.ts';

export interface Documents {
  /** The text of each file by its name. */
  readonly files: Readonly<Record<string, string>>;
  /** The soundness report. */
  readonly report: string;
  /** Everything that is wrong with the chart, a sentence each. */
  readonly faults: readonly string[];
}

/** @throws Fault when the chart cannot be drawn */
export async function documentsOf(chart: PetitionChart): Promise<Documents> {
  const model = modelOf(chart);
  const articles = articlesOf(model, chart);
  const soundness = soundnessOf(model, chart);
  const faults = [
    ...soundness.faults,
    ...nameFaults(
      model,
      articles.map(({ article }) => article),
    ),
    ...wayFaults(model, chart),
  ];
  const [counts, ways] = [countsIn(soundness), longestWays()];
  const files = {
    'stages.svg': pictureOf(model),
    'stages.md': await stagesPage(model),
    'law.md': await lawPage({ articles, unwritten: unwrittenIn(model, chart), counts, ways }),
  };
  return { files, report: reportOf(counts, ways, faults), faults };
}
