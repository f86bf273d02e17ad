import type { LocalDate } from '@huiyin/domain';
import type { AccusedEntry } from '../contract/accused.ts';
import type { Actor, PetitionFacts } from './context.ts';

/** One of those complained about, without the name: their unit, or that it is none of ours, or that nobody knows. */
export interface Accused {
  readonly unit?: string;
  readonly outside?: true;
  readonly unknown?: true;
}

/** The same as it was entered. Its number is its place in the list, counted from 1. */
export interface EnteredAccused extends Accused {
  /** Account that entered it: another one has to take it back. */
  readonly by: string;
  /** Left out for what the registration says. */
  readonly addedOn?: LocalDate;
  readonly removed?: true;
}

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
