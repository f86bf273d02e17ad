// What rests on which article, and what rests on none: read off the chart, its periods and its contract.
import { isDuty } from './nodes.mjs';
import { transitionRecords } from './transitions.mjs';

/** @returns a row for each article the chart rests on, in their order */
export function articlesOf(model, workflow) {
  const { definition, RULES, REASONS, REFUSAL_BASES, TRACKS, EVENTS } = workflow;
  const records = recordsOf(definition.machine.root, workflow);
  const cards = [...model.stages.flatMap(({ states }) => states), ...model.duties];
  const grounds = Object.values(REFUSAL_BASES).map(({ title, article }) => ({ ...title, article, kind: 'ground' }));
  const ways = Object.values(TRACKS).map((track) => ({ ...track, kind: 'way' }));
  const row = (article) => ({
    article,
    states: cards.filter((card) => card.article === article || card.rules.some((rule) => rule.article === article)),
    events: eventsOf(records.filter(({ basis }) => basis?.article === article)).map((type) => ({
      type,
      ...EVENTS[type],
    })),
    guards: guardsOf(article, records, REASONS),
    rules: Object.values(RULES).filter((rule) => rule.article === article),
    choices: [...grounds, ...ways].filter((choice) => choice.article === article),
  });
  const used = [
    ...cards.map(({ article }) => article),
    ...records.map(({ basis }) => basis?.article),
    ...[...Object.values(RULES), ...grounds, ...ways, ...Object.values(EVENTS)].map(({ article }) => article),
    ...Object.values(REASONS).flatMap(citedBy),
  ];
  return [...new Set(used.filter(Boolean))].sort((a, b) => a - b).map(row);
}

/** @returns each act that rests on no article, with the states it is heard in, and the periods and states that do not either */
export function notLaw(model, workflow) {
  const { definition, RULES, EVENTS, REASONS } = workflow;
  const records = recordsOf(definition.machine.root, workflow).filter(({ kind, basis }) => kind === 'act' && basis);
  const steps = new Map();
  for (const { event, basis, node, guards } of records.filter((record) => record.basis.article === null)) {
    const key = `${basis.mark} ${event}`;
    const step = steps.get(key) ?? { mark: basis.mark, event, title: EVENTS[event].title, nodes: [], guards: [] };
    if (!step.nodes.includes(node)) step.nodes.push(node);
    step.guards.push(...guards.filter((name) => name in REASONS && !step.guards.includes(name)));
    steps.set(key, step);
  }
  const cards = model.stages.flatMap(({ states }) => states);
  return {
    steps: [...steps.values()].map((step) => ({ ...step, guards: step.guards.map((name) => REASONS[name]) })),
    rules: Object.values(RULES).filter(({ article }) => article === null),
    states: cards.filter(({ article }) => article === null),
  };
}

/** What happens inside a ladder belongs to the rule of its clock, which is listed itself. */
function recordsOf(root, workflow) {
  return transitionRecords(root, workflow).filter(
    ({ ladder, kind, node }) => !ladder && kind !== 'timer' && !(kind === 'always' && isDuty(node)),
  );
}

function eventsOf(records) {
  return [...new Set(records.filter(({ kind }) => kind === 'act').map(({ event }) => event))];
}

/** A guard belongs to the articles its reason cites; one that cites none, to those of the steps it guards. */
function guardsOf(article, records, REASONS) {
  const asked = new Set(records.filter(({ basis }) => basis?.article === article).flatMap(({ guards }) => guards));
  return Object.entries(REASONS)
    .filter(([name, reason]) => {
      const cited = citedBy(reason);
      return cited.length > 0 ? cited.includes(article) : asked.has(name);
    })
    .map(([, { zh, en }]) => ({ zh, en }));
}

/** Articles of the regulation a reason names: 29 and 31 of "… (Art. 29, 31)", 31 of "… (Art. 31(6))". */
function citedBy({ en }) {
  const list = /Art\. ((?:\d+(?:\(\d+\))?(?:, )?)+)/.exec(en)?.[1] ?? '';
  return list
    .replace(/\(\d+\)/g, '')
    .split(', ')
    .filter(Boolean);
}
