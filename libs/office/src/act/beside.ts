import type { Beside, PetitionContext } from '@huiyin/workflow';
import type { UnitTree } from '../access/unit-tree.ts';
import { SCOPE, scopeOf } from '../access/scope.ts';
import { LINKS, linksRow, sameLinks } from './links.ts';

/** The offices as they are now. */
interface Units {
  fresh(): Promise<UnitTree>;
}

/**
 * What is kept beside each case and follows from where it stands: who sees it, and what it is linked to. The engine writes
 * it with every step, whoever takes it.
 */
export function besideCases(units: Units): Beside {
  return {
    parts: { scope: SCOPE, links: LINKS },
    rowsOf: (before, after) => {
      const was = before && whatDecides(before.context);
      const unchanged = was && whatDecides(after.context).every((part, index) => part === was[index]);
      return unchanged ? {} : rowsOf(before?.context ?? null, after.context, units);
    },
  };
}

/** Parts of the context that the rows follow from. A step that leaves one alone hands on the same object. */
function whatDecides({ facts, registrar, unit, parts, remedy, recommendations, links }: PetitionContext): unknown[] {
  return [facts, registrar, unit, parts, remedy, recommendations, links];
}

async function rowsOf(before: PetitionContext | null, after: PetitionContext, units: Units) {
  const tree = await units.fresh();
  const scope = scopeOf(after, tree);
  const sameScope = before !== null && scope.join() === scopeOf(before, tree).join();
  return {
    ...(!sameScope && { scope: { units: scope } }),
    ...(!sameLinks(before?.links ?? [], after.links) && { links: linksRow(after.links) }),
  };
}
