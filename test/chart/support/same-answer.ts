import { transition } from 'xstate';
import type { AnyEventObject, AnyMachineSnapshot } from 'xstate';
import { next } from '../../../libs/workflow/src/engine/step.ts';
import { petition } from '../../support/a-case.ts';
import { snapshotOf, timerOf } from './situation.ts';
import type { Situation } from './situation.ts';

const { machine } = petition;

export type Answer = readonly [AnyMachineSnapshot, readonly { readonly type: string; readonly params: unknown }[]];

/** All that the engine reads of an answer. */
export function read([snapshot, actions]: Answer) {
  const { value, context, status, tags, output, error, historyValue, children } = snapshot;
  const nodes = snapshot._nodes.map(({ id }) => id);
  const asked = actions.map(({ type, params }) => ({ type, params }));
  return { value, context, status, tags: [...tags].sort(), output, error, historyValue, children, nodes, asked };
}

export function expectSameAnswer(snapshot: AnyMachineSnapshot, event: AnyEventObject): void {
  const [own, theirs] = [next(machine, snapshot, event), transition(machine, snapshot, event)] as [Answer, Answer];
  expect(read(own)).toEqual(read(theirs));
  // A refusal is the same object back; the engine relies on it.
  expect(own[0] === snapshot).toBe(theirs[0] === snapshot);
  // The engine keeps the snapshot of a step for whoever looks at the case next, as if it were resolved from the record.
  expect(standing(own[0])).toEqual(standing(machine.resolveState(own[0] as never)));
}

function standing({ value, tags, _nodes }: AnyMachineSnapshot) {
  return { value, tags: [...tags].sort(), nodes: _nodes.map(({ id }) => id).sort() };
}

/** What led from one situation to the next, asked again of both. */
export function expectSameStep({ before, said, taken }: Situation): void {
  if (!before) return;
  if (said) expectSameAnswer(snapshotOf(before, before.now), said.order);
  const timer = timerOf(before);
  if (!said && timer && taken.length > 0) expectSameAnswer(snapshotOf(before, timer.dueAt), { type: timer.name });
}
