import { keptAway } from '../access/accused.ts';
import type { Directory } from '../access/directory.ts';
import type { PetitionContext } from '@huiyin/workflow';
import type { Relatives } from '../read/relatives.ts';

/**
 * To whom 复查 and 复核 go: the nearest unit above the one that decided before (Art. 35, 36) that it is not kept away
 * from (Art. 30); null where this system has none.
 */
export function organAbove(context: PetitionContext, { lead }: Relatives, directory: Directory): string | null {
  const { unit, round } = context;
  const before = round.remedy?.organ ?? unit ?? lead?.unit ?? '';
  const above = directory.pathOf(before).slice(0, -1).reverse();
  return above.find((code) => keptAway(code, context, directory) === null) ?? null;
}
