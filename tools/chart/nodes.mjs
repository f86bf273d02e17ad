// Reading XState's own nodes: where a state stands, what leads out of it, and by whose guard.

/** The region of the chart that the six stages are in; it is left out of every path, as the worklist leaves it out. */
const PROCEDURE = 'procedure';

export const stagesOf = ({ root }) => Object.values(root.states[PROCEDURE].states);
export const dutiesOf = ({ root }) => Object.values(root.states).filter(({ key }) => key !== PROCEDURE);
export const isDuty = ({ path }) => path[0] !== PROCEDURE;

export const pathOf = ({ path }) => (path[0] === PROCEDURE ? path.slice(1) : path).join('.');

/** A state and everything inside it. */
export const inside = (node) => [node, ...Object.values(node.states).flatMap(inside)];

/** A state and those around it, without the root: what the root allows, it allows in every state. */
export const around = (node) => (node.parent ? [node, ...around(node.parent)] : []);

/** A state whose children are the rungs of its deadline. */
export const isLadder = (node) => Object.values(node.states).some((child) => child.meta?.slot !== undefined);

export const transitionsOf = (node) => [...[...node.transitions.values()].flat(), ...(node.always ?? [])];

/** Names of the guards a transition asks, those inside `and` too. */
export function guardsOf(guard) {
  if (guard === undefined) return [];
  if (typeof guard === 'string') return [guard];
  return guard.guards ? guard.guards.flatMap(guardsOf) : [guard.type];
}

/** The clocks a transition's actions name. */
export function slotsOf({ actions }) {
  return [...new Set(actions.flatMap((action) => action.params?.slot ?? []))];
}

/** The clock whose end a timer is, such as handling of HANDLING_REMIND_10. */
export function slotOfTimer(event, slots) {
  const screaming = (slot) => slot.replace(/[A-Z]/g, '_$&').toUpperCase();
  return slots.find((slot) => event.replace(/_(?:DUE|OPENS|REPEAT|(?:REMIND|ESCALATE)_\d+)$/, '') === screaming(slot));
}
