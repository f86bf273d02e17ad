import { getNextTransitions, initialTransition, setup } from 'xstate';
import type { StateValue } from 'xstate';
import { allNodes } from '../../libs/workflow/src/engine/nodes.ts';
import { evenIfRecused, refusingRecused } from '../../libs/workflow/src/petition/recusal.ts';
import { PEOPLE, petition } from '../support/a-case.ts';

/** Whoever takes no part in a matter can still say so, take it back, and report what is urgent (Art. 25, 28). */
const OPEN_TO_ALL = ['LIFT_RECUSAL', 'RECUSE', 'REPORT_URGENT'];

/** The chart in which no condition is asked but the one on whoever acts. */
const { guards } = petition.machine.implementations;
const easy = petition.machine.provide({
  guards: Object.fromEntries(
    Object.keys(guards).map((name) => [name, name === 'mayHandle' ? guards[name] : () => true]),
  ),
});

const valueOf = (path: readonly string[]): StateValue =>
  path.reduceRight<StateValue>((inner, key) => ({ [key]: inner }), {});

/** Each act in each state that hears it by itself. */
const acts = allNodes(easy.root).flatMap((node) => {
  const types = [...node.transitions.keys()].filter((type) => !type.startsWith('xstate.'));
  return types.map((type) => ({ type, node }));
});

function accepted({ type, node }: (typeof acts)[number], recused: readonly string[]): boolean {
  const snapshot = easy.resolveState({ value: valueOf(node.path), context: { recused } });
  const heard = getNextTransitions(snapshot).filter(({ eventType, source }) => eventType === type && source === node);
  expect(heard.length).toBeGreaterThan(0);
  return snapshot.can({ type, data: {}, by: PEOPLE.handler });
}

describe('whoever is recused', () => {
  const recused = [PEOPLE.handler.account];

  it('is refused every act in every state, but for three (Art. 28)', () => {
    const letIn = acts.filter((act) => accepted(act, recused)).map(({ type }) => type);
    expect([...new Set(letIn)].sort()).toEqual(OPEN_TO_ALL);
  });

  it('is kept out by nothing else: anybody else may act wherever the other conditions hold', () => {
    expect(acts.filter((act) => !accepted(act, ['somebody.else']))).toEqual([]);
    expect(acts.length).toBeGreaterThan(60);
  });
});

it.each([
  ['an act without a condition', {}],
  ['an act that only names where it leads', 'elsewhere'],
  ['an act with a condition of its own', { guard: () => true }],
  ['each of several', [{ guard: () => false }, { target: 'elsewhere' }]],
])('is refused %s that was written without a thought of it', (_, SAY) => {
  const config = refusingRecused({ initial: 'here', states: { here: { on: { SAY } }, elsewhere: {} } });
  const machine = setup({ guards: { mayHandle: () => false } }).createMachine(config);
  expect(initialTransition(machine)[0].can({ type: 'SAY' })).toBe(false);
});

it('is let in where the act says so', () => {
  const written = { on: { SAY: { guard: 'mine', meta: evenIfRecused({ article: '28' }) } } };
  expect(refusingRecused(written)).toEqual(written);
});
