import fc from 'fast-check';
import { DIFFERENCES, mergedTallies, NAMED, tallyOf } from './tally.ts';
import type { CaseOutcome } from './tally.ts';

const difference = fc.record({
  kind: fc.constantFrom(...DIFFERENCES),
  what: fc.constantFrom('handling', 'notice'),
  from: fc.constant('a'),
  to: fc.constant('b'),
});
const fromTo = fc.record({ from: fc.nat(9), to: fc.nat(9) });
const sums = fc.record({ ended: fromTo, overdueClocks: fromTo, breachedClocks: fromTo, alerts: fromTo });
const outcomes = fc.uniqueArray(
  fc.oneof(
    fc.record({ case: fc.uuid(), differences: fc.array(difference, { maxLength: 4 }), sums }),
    fc.record({ case: fc.uuid(), failure: fc.constant('no') }),
  ) as fc.Arbitrary<CaseOutcome>,
  { selector: (each) => each.case, maxLength: 60 },
);

it('comes to the same, whoever of several has counted which cases', () => {
  fc.assert(
    fc.property(outcomes, fc.nat(), (all, by) => {
      const tallied = (some: CaseOutcome[]) => mergedTallies(some.map(tallyOf));
      const shares = [0, 1, 2].map((n) => tallied(all.filter((_, index) => (index * (by + 1)) % 3 === n)));
      expect(mergedTallies(shares)).toEqual(tallied(all));
    }),
  );
});

it('counts every case once, and names the first of them', () => {
  fc.assert(
    fc.property(outcomes, (all) => {
      const { cases, same, failures, differences } = mergedTallies(all.map(tallyOf));
      const others = all.filter((each) => 'differences' in each && each.differences.length > 0);
      expect(cases).toBe(all.length);
      expect(same + failures.cases + others.length).toBe(cases);
      for (const kind of DIFFERENCES) {
        const ids = others
          .filter((each) => 'differences' in each && each.differences.some((found) => found.kind === kind))
          .map((each) => each.case);
        expect(differences[kind].cases).toBe(ids.length);
        expect(differences[kind].named.map((each) => each.case)).toEqual(ids.sort().slice(0, NAMED));
      }
    }),
  );
});
