import type { AnyStateMachine, AnyStateNode as Node } from 'xstate';
import type { Definition } from './definition.ts';
import { allNodes, guardNames, guardsOf, transitionsOf, withAncestors } from './nodes.ts';

/** Everything that is wrong with a chart, one sentence a fault. An empty list means it may be run. */
export function soundnessFaults(
  { machine, finalTags }: Pick<Definition, 'machine' | 'finalTags'>,
  effectKinds: readonly string[],
): string[] {
  const nodes = allNodes(machine.root);
  return [
    ...unknownNames(machine, nodes),
    ...whatRunsOutside(machine, nodes),
    ...inlineFunctions(nodes),
    ...effectsWithoutHandler(machine, nodes, effectKinds),
    ...unreachable(machine.root).map((node) => `state ${node.id} cannot be reached`),
    ...deadEnds(nodes, finalTags),
  ];
}

/** A misspelt delay compiles and fires at once; a misspelt guard or action only shows when it is reached. */
function unknownNames(machine: AnyStateMachine, nodes: readonly Node[]): string[] {
  const { delays, guards, actions } = machine.implementations;
  return nodes.flatMap((node) => [
    ...node.after
      .map(({ delay }) => delay)
      .filter((delay) => typeof delay === 'string' && !(delay in delays))
      .map((delay) => `state ${node.id} waits for the unknown delay '${String(delay)}'`),
    ...transitionsOf(node)
      .flatMap(guardNames)
      .filter((name) => !(name in guards))
      .map((name) => `state ${node.id} asks the unknown guard '${name}'`),
    ...actionNames(node)
      .filter((name) => !(name in actions))
      .map((name) => `state ${node.id} calls the unknown action '${name}'`),
  ]);
}

/**
 * The engine waits for timers and owes effects; it runs no actors and keeps no mailbox. Of what XState can do by itself,
 * a step may therefore change the context, and enter and leave an `after`. The rest would be lost, or owed for ever.
 */
function whatRunsOutside(machine: AnyStateMachine, nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => [
    ...node.invoke.map(({ src }) => `state ${node.id} invokes '${nameOf(src)}': the engine runs no actors`),
    ...builtIns(machine, node).map((type) => `state ${node.id} asks for ${type}, which the engine does not do`),
  ]);
}

function builtIns({ implementations }: AnyStateMachine, node: Node): string[] {
  const named = actionNames(node).map((name) => implementations.actions[name] as unknown);
  const own = [...node.entry, ...node.exit].filter((action) => isOfAfter(action as BuiltIn, node));
  const others = [...named, ...actionsOf(node)].filter((action) => !own.includes(action as never));
  return others.flatMap((action) => {
    const { type } = (typeof action === 'function' ? action : {}) as BuiltIn;
    return type?.startsWith('xstate.') && type !== 'xstate.assign' ? [type] : [];
  });
}

/** One of XState's own actions: a function that carries what it was made of. */
interface BuiltIn {
  readonly type?: string;
  readonly id?: unknown;
  readonly sendId?: unknown;
}

/** The raise with which an `after` begins to wait, and the cancel with which it ends. */
function isOfAfter({ type, id, sendId }: BuiltIn, node: Node): boolean {
  const timer = type === 'xstate.raise' ? id : type === 'xstate.cancel' ? sendId : undefined;
  return node.after.some(({ eventType }) => eventType === timer);
}

/** A function without a name can be neither explained to whoever is refused, nor carried out by a handler. */
function inlineFunctions(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => [
    ...actionsOf(node)
      .filter((action) => typeof action === 'function' && !('resolve' in action))
      .map(() => `state ${node.id} has an action without a name`),
    ...transitionsOf(node)
      .flatMap(guardsOf)
      .filter((guard) => typeof guard === 'function')
      .map(() => `state ${node.id} has a guard without a name`),
  ]);
}

function nameOf(src: unknown): string {
  return typeof src === 'string' ? src : 'an actor without a name';
}

function effectsWithoutHandler(machine: AnyStateMachine, nodes: readonly Node[], kinds: readonly string[]): string[] {
  const asked = new Set(nodes.flatMap(actionNames).filter((name) => isEffect(machine.implementations.actions[name])));
  return [...asked].filter((kind) => !kinds.includes(kind)).map((kind) => `effect '${kind}' has no handler`);
}

/** An action that XState does not resolve itself (assign, raise, …) is something the world must do. */
function isEffect(implementation: unknown): boolean {
  return typeof implementation === 'function' && !('resolve' in implementation);
}

/** States that no path leads to. */
export function unreachable(root: Node): Node[] {
  const seen = new Set<Node>();
  const enter = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.parent) enter(node.parent);
    for (const child of entered(node)) enter(child);
    for (const transition of transitionsOf(node)) for (const target of transition.target ?? []) enter(target);
  };
  enter(root);
  return allNodes(root).filter((node) => !seen.has(node));
}

function entered(node: Node): readonly Node[] {
  if (node.type === 'parallel') return Object.values(node.states);
  return node.type === 'compound' ? node.initial.target : [];
}

/**
 * A leaf that owes something but neither it nor a state around it can ever be left or acted in. What the root hears in any
 * state leads nowhere, so it does not count.
 */
function deadEnds(nodes: readonly Node[], finalTags: readonly string[]): string[] {
  return nodes
    .filter((node) => node.type === 'atomic')
    .filter((node) => !withAncestors(node).some((each) => each.tags.some((tag) => finalTags.includes(tag))))
    .filter((node) => !withAncestors(node).some((each) => each.parent && transitionsOf(each).length > 0))
    .map((node) => `state ${node.id} is a dead end: nothing can ever happen in it`);
}

/** Named actions only: XState's own (the raise and cancel behind `after`) are functions. */
function actionNames(node: Node): string[] {
  return actionsOf(node)
    .filter((action) => typeof action !== 'function')
    .map((action) => (typeof action === 'string' ? action : (action as { type: string }).type));
}

function actionsOf(node: Node) {
  return [...node.entry, ...node.exit, ...transitionsOf(node).flatMap((transition) => transition.actions)];
}
