// Whether the chart can be trusted: everything can be reached, everything comes to an end, whatever is owed has a clock and
// somebody who owes it, and every step says what it rests on.
import { isEnd, trapped } from './graph.mjs';
import { inside, pathOf } from './nodes.mjs';
import { transitionRecords } from './transitions.mjs';

/** @returns counts for the report, and every fault in words */
export function soundnessOf(model, workflow) {
  const { definition, PETITION_EFFECTS, soundnessFaults } = workflow;
  const states = inside(definition.machine.root);
  const records = transitionRecords(definition.machine.root, workflow);
  const engine = soundnessFaults(definition, PETITION_EFFECTS);
  const dead = deadEnds(states, definition.finalTags);
  const owed = owedStates(model);
  const untimed = owed.filter(({ rules }) => rules.length === 0);
  const unowned = owed.filter(({ rules }) => rules.length > 0 && rules.some(({ duty }) => duty === undefined));
  const unmarked = records.filter(({ basis }) => basis === null);
  return {
    states: states.length,
    unreachable: engine.filter((fault) => fault.includes('cannot be reached')).length,
    dead: dead.length,
    owed: owed.length,
    untimed: untimed.length,
    unowned: unowned.length,
    transitions: countsOf(records),
    faults: [
      ...engine,
      ...dead.map((path) => `from ${path} no end can be reached`),
      ...untimed.map(({ path }) => `${path} is owed by no day: it has no clock`),
      ...unowned.map(({ path }) => `${path} is owed by nobody: its clock has no duty holder`),
      ...unmarked.map((record) => `${nameOf(record)} has neither an article nor a mark`),
      ...looseEvents(records, workflow),
      ...looseRules(workflow),
    ],
  };
}

function deadEnds(states, finalTags) {
  const leaves = states.filter((node) => Object.keys(node.states).length === 0);
  return trapped(leaves, (leaf) => isEnd(leaf, finalTags)).map(pathOf);
}

/** States in which somebody owes something: not those that are an end, or the end of one of two things side by side. */
function owedStates({ stages, duties }) {
  return [...stages.flatMap(({ states }) => states).filter(({ end, final }) => !end && !final), ...duties];
}

function countsOf(records) {
  const acts = records.filter(({ kind }) => kind === 'act');
  const marked = (mark) => acts.filter(({ basis }) => basis?.mark === mark).length;
  const timers = records.filter(({ kind, ladder }) => kind === 'timer' || ladder).length;
  return {
    all: records.length,
    law: marked('law'),
    practice: marked('practice'),
    ours: marked('ours'),
    unmarked: records.filter(({ basis }) => basis === null).length,
    timers,
    byThemselves: records.length - acts.length - timers,
  };
}

/** What the contract offers and the chart hears must be the same, and an act's article must be that of one of its steps. */
function looseEvents(records, { EVENTS }) {
  const acts = records.filter(({ kind }) => kind === 'act');
  const unheard = Object.keys(EVENTS).filter((type) => !acts.some(({ event }) => event === type));
  const unknown = acts.filter(({ event }) => !(event in EVENTS));
  const elsewhere = Object.entries(EVENTS).filter(
    ([type, { article }]) =>
      !unheard.includes(type) && !acts.some(({ event, basis }) => event === type && basis?.article === article),
  );
  return [
    ...unheard.map((type) => `${type} is in the contract and heard in no state`),
    ...unknown.map((record) => `${nameOf(record)} is not in the contract`),
    ...elsewhere.map(([type, { article }]) => `${type} rests on ${article ?? 'no article'} in the contract alone`),
  ];
}

/** A period says where it comes from: an article if and only if it is law. */
function looseRules({ RULES }) {
  return Object.entries(RULES)
    .filter(([, { article, mark }]) => (article !== null) !== (mark === 'law'))
    .map(([name, { article, mark }]) => `the period ${name} is marked ${mark} and names ${article ?? 'no article'}`);
}

function nameOf({ node, event, kind }) {
  return `${event || kind} in ${pathOf(node) || 'any stage'}`;
}
