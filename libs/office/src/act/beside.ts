import type { Beside, PetitionContext } from '@huiyin/workflow';
import { keptFrom } from '../access/accused.ts';
import { KEPT_FROM, SCOPE, scopeOf } from '../access/scope.ts';
import type { UnitTree } from '../access/unit-tree.ts';
import { LINKS, linksRow, sameLinks } from './links.ts';

/** The offices as they are now. */
interface Units {
  fresh(): Promise<UnitTree>;
}

/**
 * What is kept beside each case and follows from where it stands: who sees it, from whom it is kept, and what it is linked
 * to. The engine writes it with every step, whoever takes it.
 */
export function besideCases(units: Units): Beside {
  return {
    parts: { scope: SCOPE, keptFrom: KEPT_FROM, links: LINKS },
    rowsOf: (before, after) => {
      const was = before && whatDecides(before.context);
      const unchanged = was && whatDecides(after.context).every((part, index) => part === was[index]);
      return unchanged ? {} : rowsOf(before?.context ?? null, after.context, units);
    },
  };
}

/** Parts of the context that the rows follow from. A step that leaves one alone hands on the same object. */
function whatDecides({ facts, registrar, unit, parts, round, recommendations, links }: PetitionContext): unknown[] {
  return [facts, registrar, unit, parts, round.remedy, recommendations, links];
}

async function rowsOf(before: PetitionContext | null, after: PetitionContext, units: Units) {
  const tree = await units.fresh();
  const [scope, kept] = [scopeOf(after, tree), keptFrom(after, tree)];
  return {
    ...(!same(scope, before && scopeOf(before, tree)) && { scope: { units: scope } }),
    // Of a petition that is being registered it is written with its facts.
    ...(before && !same(kept, keptFrom(before, tree)) && { keptFrom: { units: kept } }),
    ...(!sameLinks(before?.links ?? [], after.links) && { links: linksRow(after.links) }),
  };
}

function same(units: readonly string[], others: readonly string[] | null): boolean {
  return units.join() === others?.join();
}
