// An example of a draft: `npx huiyin draft --chart draft`. It is the petition chart with two changes:
//
//   1. 回访要上门: a follow-up by telephone or message does not count; somebody has to go there (a guard).
//   2. The highest level is told of what is overdue every three days, and no longer every seven (a delay).
//
// docs/drafts.md tells how to make one of your own.

const DAY = 86_400_000;

/** Why the draft's own guards say no; for all others the chart has its reasons. */
const reasons = {
  followedUpOnSite: { zh: '回访须上门进行', en: 'a follow-up is made on site' },
};

export default function draft({ workflow, xstate, calendars }) {
  const chart = workflow.petitionDefinition(calendars);
  const { config, implementations } = chart.machine;
  const machine = xstate.createMachine(onSite(config, xstate), {
    ...implementations,
    guards: { ...implementations.guards, followedUpOnSite: ({ event }) => event.data.method === 'visit' },
    delays: { ...implementations.delays, ...everyThreeDays(implementations.delays) },
  });
  return { ...chart, version: chart.version + 1, machine, reasons };
}

/**
 * The chart's config with one more guard on every way that a follow-up can be recorded. Only what lies on the path is made
 * anew: the chart itself is shared.
 */
function onSite(config, { and }) {
  const recordedOnSite = (ways) => ways.map((way) => ({ ...way, guard: and(['followedUpOnSite', way.guard]) }));
  const path = 'states.procedure.states.followUp.states.visit.states.due.on.RECORD_FOLLOW_UP';
  return changedAt(config, path.split('.'), recordedOnSite);
}

function changedAt(part, [key, ...below], change) {
  return key === undefined ? change(part) : { ...part, [key]: changedAt(part[key], below, change) };
}

/** Every ladder has a delay of its own until it tells the highest level again. */
function everyThreeDays(delays) {
  const repeats = Object.keys(delays).filter((name) => name.endsWith('_REPEAT'));
  return Object.fromEntries(repeats.map((name) => [name, 3 * DAY]));
}
