// A next version of the petition chart, as a draft. Plain JavaScript, because a process of its own runs it too.
import { createMachine } from 'xstate';

const DAY = 86_400_000;

/** @typedef {import('@huiyin/workflow').PetitionChart} Chart */
/** @typedef {import('@huiyin/workflow').PetitionContext} Context */
/** @typedef {Record<string, any>} Written a part of the chart as it was written, which XState does not type */

/**
 * handling.working is called examining; handling.hearing is no more, what is heard is heard while it is examined; the duty
 * to answer recommendations is no more; beside everything, somebody looks in after a week; the follow-up is made five days
 * earlier.
 * @param {Chart} definition
 * @returns {{ definition: Chart, migration: import('@huiyin/workflow').Migration }}
 */
export function draftOf(definition) {
  const { implementations } = definition.machine;
  /** @type {Written} */
  const config = definition.machine.config;
  const { recommendation: _gone, procedure, ...duties } = config.states;
  const { RECOMMEND: _recommend, ANSWER_RECOMMENDATION: _answer, ...anytime } = config.on;
  const lookIn = { initial: 'waiting', states: { waiting: { after: { LOOK_IN: 'done' } }, done: { type: 'final' } } };
  const states = { ...procedure.states, handling: handling(procedure.states.handling) };
  /** @type {Written} */
  const written = { ...config, on: anytime, states: { ...duties, procedure: { ...procedure, states }, lookIn } };
  /** @type {Written} */
  const delays = { ...implementations.delays, LOOK_IN: 7 * DAY, FOLLOW_UP_OPENS: earlier(implementations) };
  const machine = createMachine(/** @type {any} */ (written), /** @type {any} */ ({ ...implementations, delays }));
  return {
    definition: { ...definition, version: 3, machine },
    migration: {
      ...{ id: definition.id, from: 2, to: 3 },
      states: {
        'procedure.handling.working': 'procedure.handling.examining',
        'procedure.handling.hearing': 'procedure.handling.examining',
        recommendation: null,
      },
      context: withoutRecommendations,
    },
  };
}

/**
 * @param {Written} stage
 * @returns {Written}
 */
function handling(stage) {
  const { working, hearing: _gone, ...others } = stage.states;
  const { OPEN_HEARING: _open, ...on } = working.on;
  return renamed({ ...stage, states: { examining: { ...working, on }, ...others } });
}

/**
 * @param {any} part
 * @returns {any} the same, with the new name wherever the state is named
 */
function renamed(part) {
  if (Array.isArray(part)) return part.map(renamed);
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([key, value]) => {
    const names = (key === 'target' || key === 'initial') && value === 'working';
    return [key, names ? 'examining' : renamed(value)];
  });
  return Object.fromEntries(entries);
}

/** @param {Written} implementations */
function earlier({ delays }) {
  /** @param {{ context: Context }} args */
  return (args) => Math.max(0, delays.FOLLOW_UP_OPENS(args) - 5 * DAY);
}

/**
 * @param {Context} context
 * @returns {Context}
 */
function withoutRecommendations(context) {
  const clocks = context.clocks.map((clock) =>
    clock.slot === 'recommendation' && clock.endedAt === null
      ? { ...clock, status: /** @type {const} */ ('cancelled'), endedAt: context.now }
      : clock,
  );
  return { ...context, clocks };
}
