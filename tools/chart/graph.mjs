// Which situation can follow which: over the innermost states, whoever or whatever moves the case there.
import { around, isDuty, transitionsOf } from './nodes.mjs';

/** The states a case stands in when `node` is entered. */
export function entered(node) {
  if (node.type === 'parallel') return Object.values(node.states).flatMap(entered);
  return node.type === 'compound' ? node.initial.target.flatMap(entered) : [node];
}

/** What may follow a state, by its own transitions or by those of the states around it. */
export function followers(leaf) {
  const targets = around(leaf).flatMap(transitionsOf);
  return targets.flatMap(({ target }) => target ?? []).flatMap(entered);
}

/** Those of `leaves` from which no end can be reached, however the case goes on. */
export function trapped(leaves, isEnd) {
  const saved = new Set(leaves.filter(isEnd));
  for (let before = -1; before < saved.size;) {
    before = saved.size;
    for (const leaf of leaves) if (followers(leaf).some((next) => saved.has(next))) saved.add(leaf);
  }
  return leaves.filter((leaf) => !saved.has(leaf));
}

/** Where nothing is owed any more: a closed case, and a duty beside the procedure that has not begun or is over. */
export function isEnd(leaf, finalTags) {
  if (isDuty(leaf)) return entered(around(leaf).at(-1)).includes(leaf);
  return around(leaf).some(({ tags }) => tags.some((tag) => finalTags.includes(tag)));
}
