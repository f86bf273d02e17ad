import type { Company, PetitionContext } from '@huiyin/workflow';
import type { Directory } from '../access/directory.ts';
import { linksRows, sameLinks } from './links.ts';
import { scopeOf, scopeRows } from '../access/scope.ts';

/** Rows beside a case that follow from what a step made of it: who sees it, and what it is linked to. */
export function rowsBeside(before: PetitionContext, after: PetitionContext, directory: Directory): Company | null {
  const scope = scopeOf(after, directory);
  const changed = [
    ...(scope.join() === scopeOf(before, directory).join() ? [] : [scopeRows(scope)]),
    ...(sameLinks(before.links, after.links) ? [] : [linksRows(after.links)]),
  ];
  return changed.length === 0 ? null : changed.reduce(together);
}

function together(one: Company, other: Company): Company {
  return {
    name: `${one.name}-${other.name}`,
    parts: (first) => `${one.parts(first)},${other.parts(first + one.values.length)}`,
    values: [...one.values, ...other.values],
  };
}
