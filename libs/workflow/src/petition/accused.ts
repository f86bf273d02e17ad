import type { LocalDate } from '@huiyin/domain';
import type { AccusedEntry } from '../contract/accused.ts';
import type { Accused, Actor, EnteredAccused, PetitionFacts } from './context.ts';

/** What the history keeps of an entry. A bare text that has come this far is the code of a unit. */
export function withoutName(entry: AccusedEntry | Accused): Accused {
  if (typeof entry === 'string') return { unit: entry };
  if ('unit' in entry) return { unit: entry.unit };
  return 'outside' in entry ? { outside: true } : { unknown: true };
}

export function entered(accused: readonly Accused[], { account }: Actor, addedOn?: LocalDate): EnteredAccused[] {
  return accused.map((each) => ({ ...each, by: account, ...(addedOn !== undefined && { addedOn }) }));
}

type Standing = Accused & { readonly removed?: true };
type AccusedFacts = Pick<PetitionFacts, 'accusedUnits' | 'accusedUnknown'>;

/** What follows from the entries. An accusation that names nobody accuses somebody whom nobody knows. */
export function accusedFacts(purpose: PetitionFacts['purpose'], entries: readonly Standing[]): AccusedFacts {
  const standing = entries.filter(({ removed }) => !removed);
  const isUnknown = standing.some(({ unknown }) => unknown) || (purpose === 'accusation' && standing.length === 0);
  return {
    accusedUnits: [...new Set(standing.flatMap(({ unit }) => unit ?? []))],
    ...(isUnknown && { accusedUnknown: true }),
  };
}

/** The facts of a petition once other entries stand. */
export function withAccused(
  { accusedUnknown: _, ...facts }: PetitionFacts,
  entries: readonly Standing[],
): PetitionFacts {
  return { ...facts, ...accusedFacts(facts.purpose, entries) };
}
