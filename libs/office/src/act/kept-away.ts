import { withAccused } from '@huiyin/workflow';
import type { AccusedEntry } from '@huiyin/workflow/contract';
import { KEPT_AWAY, keptAway } from '../access/accused.ts';
import type { Concern } from '../access/accused.ts';
import type { Directory } from '../access/directory.ts';
import { plain, unitsIn } from '../access/meant.ts';
import { namesOf } from '../read/petitions.ts';
import type { FoundPetition } from '../read/petitions.ts';
import type { RelativesReader } from '../read/relatives.ts';
import { invalidInput } from '../refusal.ts';
import { knownEntries, refuseUnseen } from './accused-entries.ts';
import type { KnownEntry } from './accused-entries.ts';

/** At the door of every event that names somebody: nobody it is to be kept from is brought the matter (Art. 30 ¶3). */
export class KeptAway {
  constructor(
    private readonly directory: Directory,
    private readonly relatives: RelativesReader,
  ) {}

  /**
   * A unit complained about by its own code is the chart's to refuse; it knows neither the offices, nor whom the petitions
   * that are merged into this one complain about.
   * @throws Refusal `invalid-input`
   */
  async mustBeOpenTo(unit: string, pointer: string, { record }: FoundPetition): Promise<void> {
    const context = record.context;
    if (context.facts.accusedUnits.includes(unit)) return;
    const merged = await this.relatives.mergedInto(record.id);
    for (const concern of [context, ...merged]) this.refuse(unit, pointer, concern);
  }

  /** An organ may be anybody, but not, in whatever spelling, whoever it is kept from. @throws Refusal `invalid-input` */
  mustNotMean(texts: readonly string[], pointer: string, { record, words }: FoundPetition): void {
    const context = record.context;
    for (const { code } of texts.flatMap((text) => unitsIn(text, this.directory))) this.refuse(code, pointer, context);
    const names = namesOf(words).filter((_, index) => !context.accused?.[index]?.removed);
    const isIn = (name: string) => name.length > 1 && texts.some((text) => plain(text).includes(name));
    if (names.some((name) => isIn(plain(name ?? '')))) throw invalidInput([{ pointer, detail: KEPT_AWAY.accused }]);
  }

  /** Nobody of a unit it is kept from, in whatever role they come to it. @throws Refusal `invalid-input` */
  refuse(unit: string, pointer: string, concern: Concern): void {
    const why = keptAway(unit, concern, this.directory);
    if (why !== null) throw invalidInput([{ pointer, detail: KEPT_AWAY[why] }]);
  }

  /** Entries that say who they are, and leave somebody who may see the petition. @throws Refusal `invalid-input` */
  known(entries: readonly AccusedEntry[], pointer: string, { record }: FoundPetition): KnownEntry[] {
    const { facts, registrar, accused = [] } = record.context;
    const known = knownEntries(entries, pointer, this.directory);
    refuseUnseen({ facts: withAccused(facts, [...accused, ...known]), registrar }, pointer, this.directory);
    return known;
  }
}
