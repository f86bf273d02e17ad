// The engine asks XState in a cheaper way than XState's own functions do; it gets the same answers. reachability.spec.ts
// holds every pair of steps to the same.
import fc from 'fast-check';
import { initialTransition } from 'xstate';
import { first } from '../../libs/workflow/src/engine/step.ts';
import { facts, PEOPLE, petition } from '../support/a-case.ts';
import { expectSameAnswer, expectSameStep, read } from './support/same-answer.ts';
import type { Answer } from './support/same-answer.ts';
import { snapshotOf } from './support/situation.ts';
import type { Situation } from './support/situation.ts';
import { walk, walks } from './support/walks.ts';

const { machine } = petition;

it('begins as XState begins, whatever is registered', () => {
  const purposes = ['appeal', 'suggestion', 'accusation', 'inquiry'] as const;
  for (const purpose of purposes) {
    for (const receivedOn of ['2026-03-02', '2026-02-01']) {
      const input = {
        data: facts({ purpose }, receivedOn),
        now: Date.parse('2026-03-02T02:00:00Z'),
        by: PEOPLE.intake,
      };
      expect(read(first(machine, input))).toEqual(read(initialTransition(machine, input) as unknown as Answer));
    }
  }
});

it('goes on as XState goes on, accepted or refused, wherever random walks lead', () => {
  fc.assert(
    fc.property(walks, (given) => {
      const end = walk(given, ({ before, said }) => expectSameAnswer(snapshotOf(before, before.now), said.order));
      for (let at: Situation | null = end; at; at = at.before) expectSameStep(at);
    }),
    { numRuns: 20 },
  );
});
