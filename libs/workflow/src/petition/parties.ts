import type { PetitionContext } from './context.ts';

/** A unit that takes part in a case, and as what. */
export interface Party {
  readonly unit: string;
  readonly role: 'registrar' | 'lead' | 'co' | 'superior' | 'recommended';
}

/** Units that take part in a case now. */
export function partiesOf({ registrar, unit, parts, round: { remedy }, recommendations }: PetitionContext): Party[] {
  const asked = recommendations.filter(({ adopted }) => adopted === null).map(({ to }) => to);
  return [
    { unit: registrar, role: 'registrar' },
    ...(unit === null ? [] : [{ unit, role: 'lead' as const }]),
    ...parts.filter(({ status }) => status !== 'excused').map((part) => ({ unit: part.unit, role: 'co' as const })),
    ...(remedy === null ? [] : [{ unit: remedy.organ, role: 'superior' as const }]),
    ...[...new Set(asked)].map((to) => ({ unit: to, role: 'recommended' as const })),
  ];
}
