/** Which state can follow which, whoever or whatever moves the case there. A leaf is a state with no other inside it. */
import { transitionsOf } from '@huiyin/workflow';
import type { AnyStateNode } from 'xstate';
import { enclosing, isInDuty } from './nodes.ts';

/** The leaves a case stands in when `node` is entered. */
export function entered(node: AnyStateNode): AnyStateNode[] {
  if (node.type === 'parallel') return Object.values(node.states).flatMap(entered);
  return node.type === 'compound' ? node.initial.target.flatMap(entered) : [node];
}

/** The leaves that may follow a leaf, by its own transitions or by those of the states around it. */
export function successors(leaf: AnyStateNode): AnyStateNode[] {
  const targets = enclosing(leaf).flatMap(transitionsOf);
  return targets.flatMap(({ target }) => target ?? []).flatMap(entered);
}

/** Those of `leaves` from which no end can be reached, however the case goes on. */
export function withoutEnd(
  leaves: readonly AnyStateNode[],
  isEnd: (leaf: AnyStateNode) => boolean,
): readonly AnyStateNode[] {
  const ending = new Set(leaves.filter(isEnd));
  for (let before = -1; before < ending.size;) {
    before = ending.size;
    for (const leaf of leaves) if (successors(leaf).some((next) => ending.has(next))) ending.add(leaf);
  }
  return leaves.filter((leaf) => !ending.has(leaf));
}

/** Whether nothing is owed there any more: a closed case, and a duty beside the procedure that has not begun or is over. */
export function isEnd(leaf: AnyStateNode, finalTags: readonly string[]): boolean {
  const around = enclosing(leaf);
  const duty = around.at(-1);
  if (duty && isInDuty(leaf)) return entered(duty).includes(leaf);
  return around.some(({ tags }) => tags.some((tag) => finalTags.includes(tag)));
}
