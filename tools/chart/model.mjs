// What there is to show, read off the machine itself: stages and side duties, their states, what leads where, and each
// state's deadlines.
import { dutiesOf, inside, isLadder, pathOf, slotOfTimer, stagesOf } from './nodes.mjs';
import { isEnd } from './graph.mjs';
import { transitionRecords } from './transitions.mjs';
import { ALL_DONE, ALSO, REGION_NAMES, STAGE_NAMES, STATE_NAMES } from './words.mjs';

/** @param workflow what libs/workflow exports, see workflow.mjs */
export function modelOf(workflow) {
  const { machine } = workflow.definition;
  const stages = stagesOf(machine).map((node) => stageOf(node, workflow));
  const root = movesOf(outside(machine.root, workflow), workflow);
  const duties = dutiesOf(machine).map((node) => dutyOf(node, root, workflow));
  const withDuty = new Set(duties.flatMap(({ moves }) => moves));
  return { stages, duties, anytime: root.filter((move) => !withDuty.has(move)), edges: edgesBetween(stages) };
}

function stageOf(node, workflow) {
  return {
    key: node.key,
    zh: workflow.STAGES[node.key],
    en: STAGE_NAMES[node.key] ?? node.key,
    moves: movesOf(outside(node, workflow), workflow, node.key),
    states: statesIn(node).map((card) => stateOf(card, node, workflow)),
  };
}

/** The states people speak of: the rungs of a ladder and the regions of a parallel state are the inside of one. */
function statesIn(stage) {
  return Object.values(stage.states).flatMap((node) => {
    const region = !isLadder(node) && (stage.type === 'parallel' || node.type === 'compound');
    return region ? statesIn(node) : [node];
  });
}

/** What a stage, or the whole case, allows in each of its states. */
function outside(node, workflow) {
  return transitionRecords(node, workflow).filter((record) => record.node === node);
}

function stateOf(node, stage, workflow) {
  const path = pathOf(node);
  const region = node.parent === stage ? null : node.parent.key;
  return {
    path,
    ...named(node),
    ...meantBy(node.meta ?? stage.meta),
    region: region && { key: region, ...REGION_NAMES[region] },
    end: isEnd(node, workflow.definition.finalTags),
    final: node.type === 'final',
    rules: rulesOf(path, slotsIn(node, workflow.SLOT_NAMES), workflow),
    moves: movesOf(transitionRecords(node, workflow), workflow, path),
  };
}

/** A duty beside the procedure: one state in which it is owed, and the acts whose actions name its clock. */
function dutyOf(node, root, workflow) {
  const path = pathOf(node);
  return {
    path,
    ...named(node),
    ...meantBy(node.meta),
    rules: rulesOf(path, slotsIn(node, workflow.SLOT_NAMES), workflow),
    moves: root.filter(({ concerns }) => concerns.some((word) => word.toLowerCase().endsWith(node.key.toLowerCase()))),
  };
}

function named(node) {
  return STATE_NAMES[pathOf(node)] ?? { zh: node.key, en: node.key };
}

function meantBy(meta) {
  return { article: meta?.article ?? null, mark: meta?.mark ?? null };
}

/** Clocks a state waits for: those of its ladders, and those whose end is a delay of its own, such as OBJECTION_DUE. */
function slotsIn(root, slots) {
  const found = inside(root).flatMap((node) => [
    ...(node.meta?.slot ? [node.meta.slot] : []),
    ...node.after.flatMap(({ delay }) => slotOfTimer(String(delay), slots) ?? []),
  ]);
  return [...new Set(found)];
}

/** The rules of a state's clocks: each slot's own, then those that may run in the same slot there. */
function rulesOf(path, slots, { RULES, SLOTS }) {
  const ruleOf = (name, slot) => ({ name, slot, duty: SLOTS[slot]?.duty, ...RULES[name] });
  return slots.flatMap((slot) => [slot, ...(ALSO[path]?.[slot] ?? [])].map((name) => ruleOf(name, slot)));
}

/** What can happen, each event once, with the places it may lead to. Rungs of the ladders and eventless steps are left out. */
function movesOf(records, workflow, path) {
  const moves = new Map();
  for (const record of records.filter(({ ladder, kind }) => !ladder && kind !== 'always')) {
    const move = moves.get(record.event) ?? {
      ...eventWords(record, workflow),
      targets: [],
      bases: [],
      guards: [],
      concerns: [],
    };
    const to = record.targets[0] && targetOf(record.targets[0], workflow);
    if (to && to.path !== path) addTo(move.targets, to, 'path');
    if (record.basis) addTo(move.bases, record.basis, 'article', 'mark');
    move.guards.push(...record.guards.filter((name) => !move.guards.includes(name)));
    move.concerns.push(...record.slots, ...record.actions);
    moves.set(record.event, move);
  }
  return [...moves.values()];
}

function addTo(list, item, ...keys) {
  if (!list.some((known) => keys.every((key) => known[key] === item[key]))) list.push(item);
}

function eventWords({ kind, event }, { EVENTS, timerTitle }) {
  if (kind === 'done') return { event, kind, ...ALL_DONE };
  return { event, kind, ...(kind === 'timer' ? timerTitle(event).title : EVENTS[event]?.title) };
}

/** The state a transition ends in, or the one around it that has a name; at the least its stage. */
function targetOf(node, { STAGES }) {
  const path = pathOf(node);
  const [stage] = path.split('.');
  if (STATE_NAMES[path]) return { path, stage, ...STATE_NAMES[path] };
  if (path.includes('.')) return targetOf(node.parent, { STAGES });
  return { path, stage, zh: STAGES[stage], en: STAGE_NAMES[stage] };
}

/** Events that lead from one stage to another, those of one pair together. */
function edgesBetween(stages) {
  const edges = new Map();
  for (const stage of stages) {
    for (const move of [...stage.moves, ...stage.states.flatMap((state) => state.moves)]) {
      for (const target of move.targets.filter((each) => each.stage !== stage.key)) {
        const key = `${stage.key} ${target.stage}`;
        const edge = edges.get(key) ?? { from: stage.key, to: target.stage, moves: [] };
        addTo(edge.moves, move, 'event');
        edges.set(key, edge);
      }
    }
  }
  return [...edges.values()];
}
