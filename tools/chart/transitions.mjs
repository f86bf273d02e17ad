// Every transition of the chart as one flat record: who or what sets it off, where it leads, and what it rests on.
import { around, guardsOf, inside, slotOfTimer, slotsOf, transitionsOf } from './nodes.mjs';

/** @returns those of `root` and of everything inside it */
export function transitionRecords(root, workflow) {
  return inside(root).flatMap((node) => transitionsOf(node).map((transition) => recordOf(transition, node, workflow)));
}

function recordOf(transition, node, workflow) {
  const { eventType, guard, target, meta, actions } = transition;
  const { kind, event } = triggerOf(eventType, workflow);
  const slot = node.meta?.slot ?? (kind === 'timer' ? slotOfTimer(event, workflow.SLOT_NAMES) : undefined);
  return {
    node,
    kind,
    event,
    ladder: node.meta?.slot !== undefined,
    guards: guardsOf(guard),
    targets: target ?? [],
    slots: slotsOf(transition),
    actions: actions.map((action) => (typeof action === 'string' ? action : (action.type ?? ''))),
    basis: basisOf({ kind, meta, slot, node }, workflow),
  };
}

function triggerOf(type, { timerTitle }) {
  if (type === '') return { kind: 'always', event: '' };
  if (type.startsWith('xstate.done.')) return { kind: 'done', event: '' };
  return type.startsWith('xstate.after.')
    ? { kind: 'timer', event: timerTitle(type).event }
    : { kind: 'act', event: type };
}

/**
 * What a transition rests on. An act says so itself; the end of a period rests on the period's rule; what follows by itself
 * from where the case stands, on the state it follows from. `null`: on nothing, which is a fault.
 */
function basisOf({ kind, meta, slot, node }, { RULES }) {
  if (isBasis(meta)) return { article: meta.article ?? null, mark: meta.mark ?? 'law' };
  if (kind === 'act') return null;
  if (slot !== undefined) return { article: RULES[slot].article, mark: RULES[slot].mark };
  const state = around(node).find((each) => isBasis(each.meta));
  return state ? { article: state.meta.article ?? null, mark: state.meta.mark ?? 'law' } : null;
}

function isBasis(meta) {
  return typeof meta?.article === 'string' || meta?.mark !== undefined;
}
