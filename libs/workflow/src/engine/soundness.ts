import type { AnyStateMachine, StateNode } from 'xstate';
import type { Definition } from './definition.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- XState's own AnyStateNode is not exported
type Node = StateNode<any, any>;

/** Everything that is wrong with a chart, one sentence a fault. An empty list means it may be run. */
export function soundnessFaults(definition: Definition, effectKinds: readonly string[]): string[] {
  const { machine } = definition;
  const nodes = allNodes(machine.root as Node);
  return [
    ...unknownNames(machine, nodes),
    ...whatRunsOutside(machine, nodes),
    ...inlineFunctions(nodes),
    ...effectsWithoutHandler(machine, nodes, effectKinds),
    ...unreachable(machine.root as Node, nodes),
    ...deadEnds(nodes, definition.finalTags),
  ];
}

/** A state and everything inside it. */
export function allNodes(node: Node): Node[] {
  return [node, ...Object.values(node.states).flatMap((child) => allNodes(child as Node))];
}

/** A misspelt delay compiles and fires at once; a misspelt guard or action only shows when it is reached. */
function unknownNames(machine: AnyStateMachine, nodes: readonly Node[]): string[] {
  const { delays, guards, actions } = machine.implementations;
  return nodes.flatMap((node) => [
    ...node.after
      .map(({ delay }) => delay)
      .filter((delay) => typeof delay === 'string' && !(delay in delays))
      .map((delay) => `state ${node.id} waits for the unknown delay '${String(delay)}'`),
    ...guardNames(node)
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
    ...guardsOf(node)
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

function unreachable(root: Node, nodes: readonly Node[]): string[] {
  const seen = new Set<Node>();
  const enter = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.parent) enter(node.parent as Node);
    for (const child of entered(node)) enter(child);
    for (const transition of transitionsOf(node)) for (const target of transition.target ?? []) enter(target as Node);
  };
  enter(root);
  return nodes.filter((node) => !seen.has(node)).map((node) => `state ${node.id} cannot be reached`);
}

function entered(node: Node): Node[] {
  if (node.type === 'parallel') return Object.values(node.states) as Node[];
  return node.type === 'compound' ? (node.initial.target as Node[]) : [];
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

function withAncestors(node: Node): Node[] {
  return node.parent ? [node, ...withAncestors(node.parent as Node)] : [node];
}

function transitionsOf(node: Node) {
  return [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
}

type Guard = string | { readonly type: string } | { readonly guards: readonly Guard[] };

function guardNames(node: Node): string[] {
  return guardsOf(node).flatMap((guard) => {
    if (typeof guard === 'function') return [];
    return typeof guard === 'string' ? [guard] : [(guard as { type: string }).type];
  });
}

/** Each guard of a state by itself, taken out of the `and`, `or` and `not` around it. */
function guardsOf(node: Node): Guard[] {
  return transitionsOf(node).flatMap(({ guard }) => leavesOf(guard as Guard | undefined));
}

function leavesOf(guard: Guard | undefined): Guard[] {
  if (guard === undefined) return [];
  return typeof guard !== 'string' && 'guards' in guard ? guard.guards.flatMap(leavesOf) : [guard];
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
