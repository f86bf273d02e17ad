import { createRegistry, UnknownMachine, UnsoundMachine } from '@huiyin/workflow';
import type { Definition } from '@huiyin/workflow';
import {
  and,
  assign,
  cancel,
  emit,
  enqueueActions,
  fromPromise,
  log,
  not,
  raise,
  sendTo,
  setup,
  spawnChild,
} from 'xstate';
import type { AnyStateMachine } from 'xstate';
import { openCase } from '../../libs/workflow/src/engine/step.ts';
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
  actions: { tell: () => undefined, note: assign({}), raised: raise({ type: 'GO' }) },
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

/** The kit's own words for what XState can do by itself. */
const go = (actions: unknown) => ({ a: { on: { GO: { target: 'end', actions } } }, end });

it.each([
  ['raise', { a: { entry: raise({ type: 'GO' }), on: { GO: 'end' } }, end }, /state sample\.a asks for xstate\.raise/],
  [
    'a raise with a delay of its own',
    go(raise({ type: 'GO' }, { delay: 1000, id: 'later' })),
    /asks for xstate\.raise/,
  ],
  ['a cancel of its own', go(cancel('later')), /asks for xstate\.cancel/],
  ['a raise behind a name', go('raised'), /asks for xstate\.raise/],
  [
    'enqueueActions, which may hide any of them',
    go(enqueueActions(() => undefined)),
    /asks for xstate\.enqueueActions/,
  ],
  ['sendTo', go(sendTo('somebody', { type: 'GO' })), /asks for xstate\.sendTo/],
  ['emit', go(emit({ type: 'gone' })), /asks for xstate\.emit/],
  ['log', go(log('gone')), /asks for xstate\.log/],
  ['spawnChild', go(spawnChild(fromPromise(async () => 1))), /asks for xstate\.spawnChild/],
  [
    'an invoked actor',
    { a: { invoke: { src: fromPromise(async () => 1) }, on: { GO: 'end' } }, end },
    /runs no actors/,
  ],
  ['an action without a name', go(() => undefined), /state sample\.a has an action without a name/],
  [
    'a guard without a name',
    { a: { on: { GO: { target: 'end', guard: () => true } } }, end },
    /a guard without a name/,
  ],
  [
    'a guard without a name among others',
    { a: { on: { GO: { target: 'end', guard: and(['known', not(() => true)]) } } }, end },
    /a guard without a name/,
  ],
])('refuses %s: the engine cannot do it', (_, states, fault) => {
  expect(faultsOf(states).join('\n')).toMatch(fault);
});

it('takes an assign without a name, which XState does by itself, and guards that are put together of named ones', () => {
  const guard = and(['known', not('known')]);
  expect(faultsOf({ a: { on: { GO: { target: 'end', guard, actions: assign({}) } } }, end })).toEqual([]);
});

it.each([NaN, Infinity])('refuses a step that would arm a timer for which %s is due', (delay) => {
  const machine = setup({ delays: { ODD: () => delay, KNOWN: 1000 } }).createMachine({
    initial: 'a',
    states: { a: { after: { ODD: 'end', KNOWN: 'end' } }, end },
  });
  const opened = () => openCase(definitionOf(machine), 'case', { event: { type: 'OPEN' }, actor: null, now: 0 });
  expect(opened).toThrow(/timer xstate\.after\.ODD\..* has no due time/);
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
