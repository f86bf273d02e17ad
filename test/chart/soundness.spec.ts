import { createRegistry, UnknownMachine, UnsoundMachine } from '@huiyin/workflow';
import type { Definition } from '@huiyin/workflow';
import { assign, setup } from 'xstate';
import type { AnyStateMachine } from 'xstate';
import { petition } from '../support/a-case.ts';

/** The kit's machines are typed closer than the registry asks. */
function definitionOf(given: object, version = 1): Definition {
  const machine = given as AnyStateMachine;
  const view = () => ({ stage: '', state: '', tags: [], unit: null, assignee: null, dueAt: null });
  return { id: 'sample', version, machine, view, finalTags: ['closed'] };
}

const kit = setup({
  delays: { KNOWN: 1000 },
  guards: { known: () => true },
  actions: { tell: () => undefined, note: assign({}) },
});

function faultsOf(states: object, effects: readonly string[] = ['tell']): readonly string[] {
  const machine = kit.createMachine({ id: 'sample', initial: 'a', states } as never);
  try {
    createRegistry([definitionOf(machine)], effects);
    return [];
  } catch (error) {
    if (error instanceof UnsoundMachine) return error.faults;
    throw error;
  }
}

const end = { tags: ['closed'] };

it('takes a sound chart', () => {
  expect(
    faultsOf({ a: { after: { KNOWN: { target: 'end', guard: 'known', actions: ['tell', 'note'] } } }, end }),
  ).toEqual([]);
});

it.each([
  ['a state nobody can reach', { a: { on: { GO: 'end' } }, lost: {}, end }, /lost cannot be reached/],
  [
    'a delay nobody has defined, which would fire at once',
    { a: { after: { KNONW: 'end' } }, end },
    /unknown delay 'KNONW'/,
  ],
  [
    'a guard nobody has defined',
    { a: { on: { GO: { target: 'end', guard: 'knwon' } } }, end },
    /unknown guard 'knwon'/,
  ],
  ['an action nobody has defined', { a: { entry: 'tlel', on: { GO: 'end' } }, end }, /unknown action 'tlel'/],
  ['a state in which nothing can ever happen', { a: { on: { GO: 'trap' } }, trap: {} }, /trap is a dead end/],
])('refuses %s, by name', (_, states, fault) => {
  expect(faultsOf(states).join('\n')).toMatch(fault);
});

it('refuses an effect that nobody carries out', () => {
  expect(faultsOf({ a: { on: { GO: { target: 'end', actions: 'tell' } } }, end }, [])).toEqual([
    "effect 'tell' has no handler",
  ]);
});

it('names every fault at once', () => {
  expect(
    faultsOf({ a: { after: { NO: 'trap' }, on: { GO: { target: 'trap', guard: 'no' } } }, trap: {}, lost: end }),
  ).toHaveLength(4);
});

it('gives new cases the newest version and refuses one it does not have', () => {
  const machine = kit.createMachine({ id: 'sample', initial: 'end', states: { end } } as never);
  const registry = createRegistry([definitionOf(machine, 2), definitionOf(machine, 10), definitionOf(machine, 1)], []);
  expect(registry.latest('sample').version).toBe(10);
  expect(() => registry.get('sample', 3)).toThrow(UnknownMachine);
  expect(() => createRegistry([definitionOf(machine), definitionOf(machine)], [])).toThrow(/share an id and a version/);
});

it('holds the petition chart to the same', () => {
  expect(createRegistry([petition], ['alert']).latest('petition')).toBe(petition);
  expect(() => createRegistry([petition], [])).toThrow(/effect 'alert' has no handler/);
});
