import type { Named } from '@huiyin/workflow/contract';
import type { Pool } from 'pg';
import type { Directory } from '../access/directory.ts';
import type { PetitionReader } from '../read/petitions.ts';
import type { Check } from './checks/check.ts';
import { peopleChecks } from './checks/people.ts';
import { petitionChecks } from './checks/petitions.ts';
import { KeptAway, unitChecks } from './checks/units.ts';

/** What the checks look things up in. */
interface Books {
  readonly directory: Directory;
  readonly pool: Pool;
  readonly petitions: PetitionReader;
}

/** Null: the chart knows all there is to know. */
export type EventChecks = Readonly<Record<Named, Check | null>>;

/** What must be true of the units, people and petitions that an event names; which they are, the contract says. */
export function eventChecks({ directory, pool, petitions }: Books): EventChecks {
  const keptAway = new KeptAway(directory, petitions);
  return {
    ...unitChecks(directory, keptAway),
    ...peopleChecks(directory, pool, keptAway),
    ...petitionChecks(petitions, keptAway),
    ...{ part: null, accusedEntry: null, nobody: null },
  };
}
