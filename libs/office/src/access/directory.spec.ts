import { UnitTree } from './directory.ts';

const unit = (code: string, parent: string | null, path: string[], successor: string | null = null) => {
  return {
    code,
    name: code,
    kind: 'department' as const,
    parent,
    path,
    successor,
    dissolvedOn: successor && '2026-12-01',
  };
};
const tree = new UnitTree([
  unit('town', null, ['town']),
  unit('old', 'town', ['town', 'old'], 'new'),
  unit('new', 'city', ['city', 'new'], 'newest'),
  unit('newest', 'city', ['city', 'newest']),
  unit('here', 'town', ['town', 'here'], 'there'),
  unit('there', 'town', ['town', 'there'], 'here'),
]);

it.each([
  ['town', ['town']],
  ['old', ['old', 'new', 'newest']],
  ['there', ['there', 'here']],
  ['nowhere', ['nowhere']],
])('%s is followed by each of its heirs once', (code, heirs) => {
  expect(tree.withHeirs(code)).toEqual(heirs);
});

it.each([
  ['old', 'town', true],
  ['old', 'city', true],
  ['old', 'newest', true],
  ['newest', 'old', false],
  ['new', 'town', false],
  ['there', 'here', true],
  ['nowhere', 'town', false],
])('%s within %s: %s', (code, root, expected) => {
  expect(tree.isWithin(code, [root])).toBe(expected);
});
