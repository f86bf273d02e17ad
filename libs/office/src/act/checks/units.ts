import { withAccused } from '@huiyin/workflow';
import type { CaseRecord } from '@huiyin/workflow';
import type { AccusedEntry } from '@huiyin/workflow/contract';
import { KEPT_AWAY, keptAway as whyKeptAway, organAbove } from '../../access/accused.ts';
import type { Concern } from '../../access/accused.ts';
import type { Directory } from '../../access/directory.ts';
import { plain, unitsIn } from '../../access/meant.ts';
import { namesOf } from '../../read/petitions.ts';
import type { FoundPetition, PetitionReader } from '../../read/petitions.ts';
import { invalidInput } from '../../refusal.ts';
import { knownEntries, refuseUnseen } from '../accused-entries.ts';
import type { KnownEntry } from '../accused-entries.ts';
import { refused } from './check.ts';
import type { Check, NamedField, Sent } from './check.ts';

/** At the door of every event that names somebody: nobody it is to be kept from is brought the matter (Art. 30 ¶3). */
export class KeptAway {
  constructor(
    private readonly directory: Directory,
    private readonly petitions: PetitionReader,
  ) {}

  /**
   * Nobody of a unit it is kept from, in whatever role they come to it, nor of one that a petition merged into it is.
   * @throws Refusal `invalid-input`
   */
  async mustBeOpenTo(units: readonly string[], pointer: string, { record }: FoundPetition): Promise<void> {
    if (units.length === 0) return;
    const concerns = await this.concernsOf(record);
    for (const unit of units) for (const concern of concerns) this.refuse(unit, pointer, concern);
  }

  /** An organ may be anybody, but not, in whatever spelling, whoever it is kept from. @throws Refusal `invalid-input` */
  async mustNotMean(texts: readonly string[], pointer: string, found: FoundPetition): Promise<void> {
    const meant = texts.flatMap((text) => unitsIn(text, this.directory));
    await this.mustBeOpenTo(
      meant.map(({ code }) => code),
      pointer,
      found,
    );
    const { record, words } = found;
    const names = namesOf(words).filter((_, index) => !record.context.accused?.[index]?.removed);
    const isIn = (name: string) => name.length > 1 && texts.some((text) => plain(text).includes(name));
    if (names.some((name) => isIn(plain(name ?? '')))) throw invalidInput([{ pointer, detail: KEPT_AWAY.accused }]);
  }

  /** Entries that say who they are, and leave somebody who may see the petition. @throws Refusal `invalid-input` */
  known(entries: readonly AccusedEntry[], pointer: string, { record }: FoundPetition): KnownEntry[] {
    const { facts, registrar, accused = [] } = record.context;
    const known = knownEntries(entries, pointer, this.directory);
    refuseUnseen({ facts: withAccused(facts, [...accused, ...known]), registrar }, pointer, this.directory);
    return known;
  }

  /** The petition, and those that are answered together with it. */
  private async concernsOf({ id, context }: CaseRecord): Promise<Concern[]> {
    return [context, ...(await this.petitions.mergedInto(id))];
  }

  private refuse(unit: string, pointer: string, concern: Concern): void {
    const why = whyKeptAway(unit, concern, this.directory);
    if (why !== null) throw invalidInput([{ pointer, detail: KEPT_AWAY[why] }]);
  }
}

/** What must be true of the units and organs that an event names. */
export function unitChecks(directory: Directory, keptAway: KeptAway) {
  const recipient: Check = async (field, { found }) => {
    const code = String(field.value);
    // One complained about by its own code is the chart's to refuse.
    const isCharts = found.record.context.facts.accusedUnits.includes(code);
    if (!isCharts) await keptAway.mustBeOpenTo([code], field.pointer, found);
    if (!directory.get(code)) throw refused(field, `没有编码为 ${code} 的单位`, `there is no unit ${code}`);
  };

  const organ: Check = ({ value, pointer }, { found }) =>
    keptAway.mustNotMean([value].flat().map(String), pointer, found);

  /** 复查 and 复核 go to the unit above the one before (Art. 35, 36). */
  const above: Check = (field, { found: { record, relatives } }) => {
    const code = organAbove(record.context, relatives, directory);
    if (code === null) throw refused(field, '上一级机关不在本系统内', 'the unit above is not in this system');
    if (field.value === undefined || field.value === code) return code;
    throw refused(field, `应向上一级 ${code} 提出`, `the unit above is ${code}`);
  };

  /** Whoever takes part speaks for their own unit, not for another that takes part too. */
  const mustBeOwn = (unit: unknown, field: NamedField, { viewer }: Sent) => {
    if (typeof unit !== 'string' || directory.isWithin(unit, [viewer.unit.code])) return;
    throw refused(field, `应由 ${unit} 提交`, `that is for ${unit} to give`);
  };
  const ownPart: Check = (field, sent) => mustBeOwn(field.value, field, sent);
  const ownRecommendation: Check = (field, sent) => {
    const { recommendations } = sent.found.record.context;
    return mustBeOwn(recommendations[Number(field.value) - 1]?.to, field, sent);
  };

  const accused: Check = ({ value, pointer }, { found }) => keptAway.known(value as AccusedEntry[], pointer, found);

  return { recipient, organ, organAbove: above, ownPart, ownRecommendation, accused };
}
