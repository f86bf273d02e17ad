import * as xstate from 'xstate';
import { NoChart } from './engine/errors.ts';
import type { PetitionChart, petitionDefinition } from './petition/definition.ts';
import type { Words } from './petition/policy.ts';

/** A chart that no case stands on yet, with the reasons of the guards that only it has. */
export interface DraftedChart {
  readonly definition: PetitionChart;
  readonly reasons?: Readonly<Record<string, Words>> | undefined;
}

/** What a draft is given beside XState. */
export interface DraftGiven {
  /** This library, as its door has it. */
  readonly workflow: object;
  readonly calendars: Parameters<typeof petitionDefinition>[0];
}

/**
 * The chart that a draft makes. Whether it is sound, a registry tells.
 * @param draft a function that is given what it may use, and answers with a definition and its reasons
 * @throws NoChart, and whatever the draft throws
 */
export async function draftedChart(draft: unknown, given: DraftGiven): Promise<DraftedChart> {
  if (typeof draft !== 'function') throw new NoChart('its default export is no function');
  const made = await (draft as (given: object) => unknown)({ ...given, xstate });
  const { reasons, ...definition } = { ...(made as Partial<PetitionChart> & Pick<DraftedChart, 'reasons'>) };
  const missing = missingIn(definition);
  if (missing.length > 0) throw new NoChart(`${missing.join(', ')} is missing or wrong`);
  return { definition: definition as PetitionChart, reasons };
}

/** What a draft cannot be told without, and is not there. */
function missingIn({ id, version, machine, view, amendments, finalTags, words }: Partial<PetitionChart>): string[] {
  const wrong = {
    id: typeof id !== 'string',
    version: !Number.isInteger(version),
    machine: typeof machine?.resolveState !== 'function',
    view: typeof view !== 'function',
    amendments: Object(amendments) !== amendments,
    finalTags: !Array.isArray(finalTags),
    words: typeof words?.whyNot !== 'object',
  };
  return Object.entries(wrong).flatMap(([name, isWrong]) => (isWrong ? [name] : []));
}
