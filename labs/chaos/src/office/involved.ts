import type { Involved } from '@huiyin/office';
import type { PetitionView } from '@huiyin/workflow/contract';

/**
 * What decides who may send an event, as far as a view of the petition shows it: not which units have sent it back, so that
 * whoever decides between these comes by only as one of those who oversee it.
 */
export function involvedIn({
  parties,
  parts,
  place,
  confidential,
  accused,
  mergedInto,
  remedy,
}: PetitionView): Involved {
  const unitsAs = (role: (typeof parties)[number]['role']) =>
    parties.filter((party) => party.role === role).map(({ unit }) => unit);
  return {
    registrar: unitsAs('registrar')[0] ?? '',
    unit: unitsAs('lead')[0] ?? null,
    facts: {
      ...{ place, confidential, accusedUnits: accused.flatMap(({ unit }) => unit ?? []) },
      ...(accused.some(({ unknown }) => unknown) && { accusedUnknown: true }),
    },
    ...{ mergedInto, parts, returnedBy: [] },
    recommendations: unitsAs('recommended').map((to) => ({ to, adopted: null })),
    round: { remedy: requested(remedy) },
  };
}

/** A remedy that was asked for; one that still may be is none. */
function requested(remedy: PetitionView['remedy']): Involved['round']['remedy'] {
  if (!remedy || remedy.status === 'open' || remedy.organ === null) return null;
  return { organ: remedy.organ, decision: remedy.decision };
}
