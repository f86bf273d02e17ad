import type { PetitionRegistry } from '@huiyin/workflow';
import { EVENT_NAMES, FIELDS } from '@huiyin/workflow/contract';
import type { EventType, Named } from '@huiyin/workflow/contract';
import type { Pool } from 'pg';
import type { Directory } from '../access/directory.ts';
import type { PetitionReader } from '../read/petitions.ts';
import type { Check, Data, Sent } from './checks/check.ts';
import { OWN_RULES } from './checks/own-rules.ts';
import { peopleChecks } from './checks/people.ts';
import { petitionChecks } from './checks/petitions.ts';
import { unitChecks } from './checks/units.ts';
import type { KeptAway } from './kept-away.ts';

/** What the checks look things up in. */
interface Books {
  readonly registry: PetitionRegistry;
  readonly directory: Directory;
  readonly pool: Pool;
  readonly petitions: PetitionReader;
  readonly keptAway: KeptAway;
}

/** Events of which something must be true outside the procedure. The others need no check, and get none. */
export const CHECKED: ReadonlySet<EventType> = new Set(
  EVENT_NAMES.filter((type) => type in OWN_RULES || (FIELDS.get(type)?.naming ?? []).length > 0),
);

/** What must be true of the units, people and petitions that an event names; which they are, the contract says. */
export class EventChecks {
  /** Null: the chart knows all there is to know. */
  private readonly checks: Readonly<Record<Named, Check | null>>;

  private readonly registry: PetitionRegistry;

  constructor({ registry, directory, pool, petitions, keptAway }: Books) {
    this.registry = registry;
    this.checks = {
      ...unitChecks(directory, keptAway),
      ...peopleChecks(directory, pool, keptAway),
      ...petitionChecks(petitions, keptAway),
      ...{ part: null, accusedEntry: null, nobody: null },
    };
  }

  /**
   * What the event says, with what only the offices know filled in.
   * @throws Refusal `invalid-input` for a unit, a person or a petition that is not there
   */
  async complete(sent: Sent): Promise<Data> {
    const { type, data } = sent;
    OWN_RULES[type]?.check(sent, this.registry.of(sent.found.record));
    const said: Record<string, unknown> = { ...data };
    for (const { field, names } of FIELDS.get(type)?.naming ?? []) {
      if (said[field] === undefined && names !== 'organAbove') continue;
      const instead = await this.checks[names]?.({ value: said[field], pointer: `/data/${field}` }, sent);
      if (instead !== undefined) said[field] = instead;
    }
    return said;
  }
}
