import type { AnyMachineSnapshot, AnyStateNode as Node, StateValue } from 'xstate';
import type { Definition } from './definition.ts';
import { StatesUnmapped, TwoStatesAtOnce } from './errors.ts';
import type { EngineContext } from './model.ts';
import { allNodes } from './nodes.ts';

/** How cases that stand on one version of a chart go on under another. */
export interface Migration<C extends EngineContext = EngineContext> {
  /** Of the machine. */
  readonly id: string;
  readonly from: number;
  readonly to: number;
  /**
   * Where a state of the old chart goes on, both by their paths (`procedure.handling.working`); a region that is gone goes
   * nowhere, null. What lies inside a state goes with it, unless it is named itself. A state that is not named goes on
   * under the same path, and is unmapped where the new chart has no such path.
   */
  readonly states: Readonly<Record<string, string | null>>;
  /** What the new chart must find in the context. Pure: each replay asks it again. */
  context?(context: C): C;
}

/** Where the states of a chart go on in another. */
export type Mapping = Pick<Migration, 'states'>;

type Charted = Pick<Definition, 'machine' | 'version'>;

/** Everything that is wrong with a migration, one sentence a fault. */
export function migrationFaults({ states }: Mapping, from: Charted, to: Charted): string[] {
  return Object.entries(states).flatMap(([old, target]) => {
    const node = nodeAt(from, old);
    if (!node) return [`version ${from.version} has no state ${old}`];
    if (target === null) return isRegion(node) ? [] : [`state ${old} is no region, so it cannot simply be left`];
    return nodeAt(to, target) ? [] : [`version ${to.version} has no state ${target}, where ${old} is to go on`];
  });
}

/** States of the old chart that a case may be in and that go nowhere. */
export function unmappedStates(migration: Mapping, from: Charted, to: Charted): string[] {
  return allNodes(from.machine.root)
    .filter((node) => Object.keys(node.states).length === 0)
    .map(pathOf)
    .filter((path) => isUnmapped(path, migration, to));
}

/** Where a state goes on; null for what is left. It need not exist: see isUnmapped. */
export function mapped(path: string, { states }: Mapping): string | null {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const target = states[at];
    if (target !== undefined) return target === null ? null : target + path.slice(at.length);
  }
  return path;
}

/**
 * A case's state under the new chart. Regions that only the new chart has are left out: they begin at their beginning.
 * @throws StatesUnmapped, TwoStatesAtOnce
 */
export function mappedValue(before: AnyMachineSnapshot, migration: Mapping, to: Charted): StateValue {
  const leaves = leavesOf(before);
  const lost = leaves.filter((path) => isUnmapped(path, migration, to));
  if (lost.length > 0) throw new StatesUnmapped(lost);
  return assembled(
    leaves.flatMap((path) => mapped(path, migration) ?? []),
    to,
  );
}

/** The innermost states that a case is in. */
export function leavesOf({ _nodes: nodes }: Pick<AnyMachineSnapshot, '_nodes'>): string[] {
  const around = new Set(nodes.map((node: Node) => node.parent));
  return nodes.filter((node: Node) => !around.has(node)).map(pathOf);
}

export function pathOf({ path }: Pick<Node, 'path'>): string {
  return path.join('.');
}

function isUnmapped(path: string, migration: Mapping, to: Charted): boolean {
  const target = mapped(path, migration);
  return target !== null && !nodeAt(to, target);
}

interface Tree {
  [key: string]: Tree;
}

function assembled(paths: readonly string[], to: Charted): StateValue {
  const tree: Tree = {};
  for (const path of paths) {
    let node = to.machine.root as Node;
    let level = tree;
    for (const key of path.split('.')) {
      const [other] = Object.keys(level).filter((name) => name !== key);
      if (other !== undefined && node.type === 'compound') throw new TwoStatesAtOnce(pathOf(node), [other, key]);
      level = level[key] ??= {};
      node = node.states[key] as Node;
    }
  }
  return tree;
}

function nodeAt({ machine }: Charted, path: string): Node | undefined {
  let node: Node | undefined = machine.root as Node;
  for (const key of path.split('.')) node = node?.states[key] as Node | undefined;
  return node;
}

function isRegion({ parent }: Node): boolean {
  return parent?.type === 'parallel';
}
