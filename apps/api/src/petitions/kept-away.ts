import { KEPT_AWAY, keptAway, knownEntries, plain, refuseUnseen, DIRECTORY, unitsIn } from '@huiyin/runtime';
import type { Concern, Directory, KnownEntry } from '@huiyin/runtime';
import { withAccused } from '@huiyin/workflow';
import type { PetitionContext } from '@huiyin/workflow';
import type { AccusedEntry } from '@huiyin/workflow/contract';
import { Inject, Injectable } from '@nestjs/common';
import { invalidInput } from '../http/problem.ts';
import { namesOf } from './petition.query.ts';
import type { FoundPetition } from './petition.query.ts';
import { RelativesQuery } from './relatives.query.ts';

/** At the door of every event that names somebody: nobody it is to be kept from is brought the matter (Art. 30 ¶3). */
@Injectable()
export class KeptAway {
  constructor(
    @Inject(DIRECTORY) private readonly directory: Directory,
    @Inject(RelativesQuery) private readonly relatives: RelativesQuery,
  ) {}

  /**
   * A unit complained about by its own code is the chart's to refuse; it knows neither the offices, nor whom the petitions
   * that are merged into this one complain about.
   * @throws Problem 422
   */
  async mustBeOpenTo(unit: string, pointer: string, { record }: FoundPetition): Promise<void> {
    const context = record.context as PetitionContext;
    if (context.facts.accusedUnits.includes(unit)) return;
    const merged = await this.relatives.mergedInto(record.id);
    for (const concern of [context, ...merged]) this.refuse(unit, pointer, concern);
  }

  /** An organ may be anybody, but not, in whatever spelling, whoever it is kept from. @throws Problem 422 */
  mustNotMean(texts: readonly string[], pointer: string, { record, words }: FoundPetition): void {
    const context = record.context as PetitionContext;
    for (const { code } of texts.flatMap((text) => unitsIn(text, this.directory))) this.refuse(code, pointer, context);
    const names = namesOf(words).filter((_, index) => !context.accused?.[index]?.removed);
    const isIn = (name: string) => name.length > 1 && texts.some((text) => plain(text).includes(name));
    if (names.some((name) => isIn(plain(name ?? '')))) throw invalidInput([{ pointer, detail: KEPT_AWAY.accused }]);
  }

  /** Nobody of a unit it is kept from, in whatever role they come to it. @throws Problem 422 */
  refuse(unit: string, pointer: string, concern: Concern): void {
    const why = keptAway(unit, concern, this.directory);
    if (why !== null) throw invalidInput([{ pointer, detail: KEPT_AWAY[why] }]);
  }

  /** Entries that say who they are, and leave somebody who may see the petition. @throws InvalidInput */
  known(entries: readonly AccusedEntry[], pointer: string, { record }: FoundPetition): KnownEntry[] {
    const { facts, registrar, accused = [] } = record.context as PetitionContext;
    const known = knownEntries(entries, pointer, this.directory);
    refuseUnseen({ facts: withAccused(facts, [...accused, ...known]), registrar }, pointer, this.directory);
    return known;
  }
}
