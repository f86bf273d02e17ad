import { keysOf, ROLES, UNIT_KINDS } from '@huiyin/workflow/contract';
import { createViewer } from './viewer.ts';
import type { Viewer } from './viewer.ts';
import { shapeFor, visibleTo } from './visibility.ts';

/** Everybody there could be: each set of roles, in each kind of unit, at the root and below it. */
function everybody(): Viewer[] {
  const roles = keysOf(ROLES);
  const sets = Array.from({ length: 2 ** roles.length }, (_, bits) => roles.filter((_role, n) => bits & (1 << n)));
  const units = keysOf(UNIT_KINDS).flatMap((kind) =>
    [null, 'root'].map((parent) => {
      const path = parent === null ? ['unit'] : [parent, 'unit'];
      return { code: 'unit', name: 'unit', kind, parent, path, dissolvedOn: null, successor: null };
    }),
  );
  return sets.flatMap((each) => units.map((unit) => createViewer({ username: 'x', name: 'x', roles: each }, unit)));
}

it('has one text for each name of a shape, and one name for each text', () => {
  const pairs = everybody().map((viewer) => {
    const values: unknown[] = [];
    return [shapeFor(viewer), visibleTo(viewer, (value) => `$${values.push(value)}`)] as const;
  });
  const names = new Set(pairs.map(([name]) => name));
  const texts = new Set(pairs.map(([, text]) => text));
  const both = new Set(pairs.map((pair) => pair.join('\n')));
  // Whoever follows up takes part in confidential matters, so the fourth does not come up.
  expect([names.size, texts.size, both.size]).toEqual([3, 3, 3]);
});
