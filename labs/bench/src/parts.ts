import { measureCalendar } from './calendar/measure.ts';
import type { CalendarResult } from './calendar/measure.ts';
import { measureGrowth } from './growth/measure.ts';
import type { GrowthResult } from './growth/measure.ts';
import type { Say } from './progress.ts';
import type { Sizes } from './sizes.ts';
import type { Machine } from './stage/machine.ts';
import type { Stage } from './stage/stage.ts';
import { measureSteps } from './steps/measure.ts';
import type { StepsResult } from './steps/measure.ts';
import { measureStorm } from './storm/measure.ts';
import type { StormResult } from './storm/measure.ts';

/** What each part of the bench comes to. */
export interface PartResults {
  steps: StepsResult;
  storm: StormResult;
  growth: GrowthResult;
  calendar: CalendarResult;
}
export type PartName = keyof PartResults;

/** What a run comes to: the parts that were measured, and where. */
export type Results = Partial<PartResults> & { readonly machine: Machine };

type Measure<Result> = (stage: Stage, sizes: Sizes, say: Say) => Promise<Result>;

/** In the order in which they are measured. */
const PARTS: { readonly [Name in PartName]: Measure<PartResults[Name]> } = {
  steps: measureSteps,
  storm: measureStorm,
  growth: measureGrowth,
  calendar: measureCalendar,
};

export const PART_NAMES = Object.keys(PARTS).filter(isPart);

export function isPart(name: string): name is PartName {
  return Object.hasOwn(PARTS, name);
}

export async function measureParts(names: readonly PartName[], stage: Stage, sizes: Sizes, say: Say): Promise<Results> {
  const results: Partial<PartResults> = {};
  for (const name of names) await measurePart(name, results, stage, sizes, say);
  return { ...results, machine: await stage.machine() };
}

async function measurePart<Name extends PartName>(
  name: Name,
  results: Partial<Pick<PartResults, Name>>,
  ...asked: Parameters<Measure<unknown>>
): Promise<void> {
  results[name] = await PARTS[name](...asked);
}
