// What there is to draw, read off the machine itself: stages, their states, what leads where, and each state's deadlines.
import { Fault } from '../fault.mjs';
import { ALL_DONE, ALSO, STAGE_NAMES, STATE_NAMES } from './words.mjs';

/** @param workflow what libs/workflow exports: definition, RULES, SLOTS, DUTY_OF, EVENTS, STAGES, timerTitle */
export function modelOf({ machine, ...workflow }) {
  const stages = Object.values(machine.root.states).map((node) => stageOf(node, workflow));
  const states = stages.flatMap((stage) => stage.states);
  refuseLoose(
    'state',
    Object.keys(STATE_NAMES),
    states.map((state) => state.path),
  );
  refuseLoose('rule', Object.keys(workflow.RULES), [
    ...new Set(states.flatMap((state) => state.rules.map(({ name }) => name))),
  ]);
  return { stages, edges: edgesBetween(stages) };
}

function stageOf(node, workflow) {
  const cards = statesIn(node);
  return {
    key: node.key,
    zh: workflow.STAGES[node.key],
    en: STAGE_NAMES[node.key] ?? node.key,
    article: node.meta?.article ?? null,
    moves: movesOf([node], node.key, workflow),
    states: cards.map((card) => stateOf(card, node, workflow)),
  };
}

/** The states people speak of: the rungs of a ladder and the regions of a parallel state are the inside of one. */
function statesIn(stage) {
  return Object.values(stage.states).flatMap((node) => {
    const region = stage.type === 'parallel' || (node.type === 'compound' && !isLadder(node));
    return region && !isLadder(node) ? statesIn(node) : [node];
  });
}

function isLadder(node) {
  return Object.values(node.states).some((child) => child.meta?.slot !== undefined);
}

function stateOf(node, stage, workflow) {
  const path = pathOf(node);
  const inside = [node, ...descendants(node)];
  return {
    path,
    ...(STATE_NAMES[path] ?? { zh: node.key, en: node.key }),
    article: node.meta?.article ?? stage.meta?.article ?? null,
    rules: rulesOf(path, slotsOf(inside, workflow.SLOTS), workflow),
    moves: movesOf(inside, path, workflow),
  };
}

function descendants(node) {
  return Object.values(node.states).flatMap((child) => [child, ...descendants(child)]);
}

/** Clocks a state waits for: those of its ladders, and those whose end is a delay of its own, such as OBJECTION_DUE. */
function slotsOf(nodes, slots) {
  const byDelay = new Map(slots.map((slot) => [slot.replace(/[A-Z]/g, '_$&').toUpperCase(), slot]));
  const found = nodes.flatMap((node) => [
    ...(node.meta?.slot ? [node.meta.slot] : []),
    ...node.after.map(({ delay }) => byDelay.get(String(delay).replace(/_(?:DUE|OPENS)$/, ''))).filter(Boolean),
  ]);
  return [...new Set(found)];
}

function rulesOf(path, slots, { RULES, DUTY_OF }) {
  const own = slots.map((slot) => ({ name: slot, duty: DUTY_OF[slot], ...RULES[slot] }));
  return [...own, ...(ALSO[path] ?? []).map((name) => ({ name, duty: own[0].duty, ...RULES[name] }))];
}

/** What can happen, each event once, with the places it may lead to. Rungs of the ladders are left out. */
function movesOf(nodes, path, workflow) {
  const transitions = nodes
    .filter((node) => node.meta?.slot === undefined)
    .flatMap((node) => [...node.transitions.values()].flat());
  const moves = new Map();
  for (const { eventType, target, meta } of transitions) {
    const move = moves.get(eventType) ?? {
      ...eventWords(eventType, workflow),
      article: meta?.article ?? null,
      targets: [],
    };
    const to = target?.[0] && targetOf(target[0], workflow);
    if (to && to.path !== path && !move.targets.some((known) => known.path === to.path)) move.targets.push(to);
    moves.set(eventType, move);
  }
  return [...moves.values()];
}

function eventWords(type, { EVENTS, timerTitle }) {
  if (EVENTS[type]) return { event: type, kind: 'event', ...EVENTS[type].title };
  if (type.startsWith('xstate.done.')) return { event: '', kind: 'done', ...ALL_DONE };
  const { event, title } = timerTitle(type);
  return { event, kind: 'timer', ...title };
}

/** The state a transition ends in, or the one around it that has a name; at the least its stage. */
function targetOf(node, { STAGES }) {
  const path = pathOf(node);
  const stage = node.path[0];
  if (STATE_NAMES[path]) return { path, stage, ...STATE_NAMES[path] };
  if (node.path.length > 1) return targetOf(node.parent, { STAGES });
  return { path, stage, zh: STAGES[stage], en: STAGE_NAMES[stage] };
}

function pathOf(node) {
  return node.path.join('.');
}

/** Events that lead from one stage to another, those of one pair together. */
function edgesBetween(stages) {
  const edges = new Map();
  for (const stage of stages) {
    for (const move of [...stage.moves, ...stage.states.flatMap((state) => state.moves)]) {
      for (const target of move.targets.filter((each) => each.stage !== stage.key)) {
        const key = `${stage.key} ${target.stage}`;
        const edge = edges.get(key) ?? { from: stage.key, to: target.stage, moves: [] };
        if (!edge.moves.some(({ event }) => event === move.event)) edge.moves.push(move);
        edges.set(key, edge);
      }
    }
  }
  return [...edges.values()];
}

function refuseLoose(kind, named, found) {
  const loose = [
    ...found
      .filter((name) => !named.includes(name))
      .map((name) => `${kind} ${name} has no name in tools/chart/words.mjs`),
    ...named.filter((name) => !found.includes(name)).map((name) => `${kind} ${name} is nowhere in the chart`),
  ];
  if (loose.length > 0) throw new Fault(loose.join('\n  '));
}
