import type { Company, PetitionContext } from '@huiyin/workflow';
import { keptFrom } from '../access/accused.ts';
import type { Directory } from '../access/directory.ts';
import { linksRows, sameLinks } from './links.ts';
import { keptFromRows, scopeOf, scopeRows } from '../access/scope.ts';

/** Rows beside a case that follow from what a step made of it: who sees it, from whom it is kept, what it is linked to. */
export function rowsBeside(before: PetitionContext, after: PetitionContext, directory: Directory): Company | null {
  const changed = [
    ...ifChanged(scopeOf(before, directory), scopeOf(after, directory), scopeRows),
    ...ifChanged(keptFrom(before, directory), keptFrom(after, directory), keptFromRows),
    ...(sameLinks(before.links, after.links) ? [] : [linksRows(after.links)]),
  ];
  return changed.length === 0 ? null : changed.reduce(together);
}

function ifChanged(before: readonly string[], after: readonly string[], rows: (units: readonly string[]) => Company) {
  return before.join() === after.join() ? [] : [rows(after)];
}

function together(one: Company, other: Company): Company {
  return {
    name: `${one.name}-${other.name}`,
    parts: (first) => `${one.parts(first)},${other.parts(first + one.values.length)}`,
    values: [...one.values, ...other.values],
  };
}
