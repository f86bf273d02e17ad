// The longest lawful way through the procedure, kind by kind: every act on the last day of its period. A way is a list of
// states, each with the rule whose period passes there; a state without one shares the clock of a state before it.
import { entered, followers } from './graph.mjs';
import { inside, pathOf } from './nodes.mjs';

const passedOn = [['acceptance.registered', 'transfer'], ['routing.transferring'], ['routing.noticing', 'notice']];
const handled = [['handling.working', 'handling']];
const extended = [...handled, ['handling.working', 'extension']];
const served = [['reply.approving'], ['reply.serving', 'service']];
const ended = [['followUp.remedy.settled'], ['closed.concluded']];
const windowOnly = [['followUp.remedy.window', 'reviewWindow']];
const review = [
  ...windowOnly,
  ['followUp.remedy.reviewing', 'review'],
  ['followUp.remedy.recheckWindow', 'recheckWindow'],
];
const recheck = [...review, ['followUp.remedy.rechecking', 'recheck']];
const hearing = [['followUp.remedy.rechecksHearing', 'hearing'], ['followUp.remedy.rechecking']];
/** Where no review is open, the case ends with the follow-up. */
const visited = [
  ['followUp.visit.waiting', 'followUp'],
  ['followUp.visit.due', 'visit'],
  ['followUp.visit.recorded'],
  ['closed.concluded'],
];
const sentBack = [
  ['routing.noticing', 'objection'],
  ['routing.objecting', 'objectionDecision'],
];
const arbitrated = [
  ['routing.arbitrating', 'arbitration'],
  ['routing.noticing', 'notice'],
];

const WAYS = [
  [{ zh: '申诉求决，不延期', en: 'an appeal, without an extension' }, passedOn, handled, served, windowOnly, ended],
  [{ zh: '申诉求决，延期', en: 'an appeal, with an extension' }, passedOn, extended, served, windowOnly, ended],
  [{ zh: '延期，并复查', en: 'extension and 复查' }, passedOn, extended, served, review, ended],
  [{ zh: '延期，并复查、复核', en: 'extension, 复查 and 复核' }, passedOn, extended, served, recheck, ended],
  [
    { zh: '延期，并复查、经听证的复核', en: 'extension, 复查 and 复核 with a hearing' },
    ...[passedOn, extended, served, recheck, hearing, ended],
  ],
  [
    { zh: '两次退回并裁定，延期，复查、经听证的复核', en: 'sent back twice and arbitrated, then as above' },
    ...[passedOn.slice(0, 2), sentBack, [['routing.transferring', 'retransfer']], sentBack],
    ...[arbitrated, extended, served, recheck, hearing, ended],
  ],
  [
    { zh: '简易办理', en: 'an appeal, simplified from its acceptance on' },
    [
      ['acceptance.registered', 'transfer'],
      ['routing.transferring', 'transferSimple'],
      ['routing.noticing', 'noticeSimple'],
      ['handling.working', 'handlingSimple'],
    ],
    ...[served, windowOnly, ended],
  ],
  [
    { zh: '延期最后一日导入履行职责途径', en: 'an appeal, found to be one of duty on the last day of its extension' },
    ...[passedOn, extended, [['handling.working', 'duty']], served, visited],
  ],
  [{ zh: '意见建议', en: 'a suggestion' }, ...[passedOn, [['handling.working', 'otherMatter']], served, visited]],
].map(([title, ...parts]) => ({ title, steps: parts.flat().map(([state, rule]) => ({ state, rule })) }));

/** The example that is walked day by day; any day would do whose years' holidays are known. */
export const RECEIVED_ON = '2025-03-03';

/** @returns each way with its sums by origin and its last day, and the faults of ways that the chart does not have */
export function longestWays(model, workflow) {
  const { LIMITS, RULES } = workflow;
  const extension = {
    period: { amount: LIMITS.extension.amount, unit: 'calendar-day', roll: 'none' },
    article: LIMITS.extension.article,
    mark: LIMITS.extension.mark,
  };
  const rules = { ...RULES, extension };
  const ways = WAYS.map(({ title, steps }) => {
    const passed = steps.flatMap(({ rule }) => (rule === undefined ? [] : [rules[rule]]));
    return { title, sums: sumsOf(passed), ...lastDayOf(passed, workflow) };
  });
  return { ways, faults: WAYS.flatMap((way) => faultsOf(way, model, workflow)) };
}

/** By origin and unit, for nobody can add working days to calendar days without naming a date. */
function sumsOf(rules) {
  const sums = new Map();
  for (const { mark, period } of rules) {
    const { amount, unit } = period;
    const key = `${mark} ${unit}`;
    sums.set(key, { mark, period: { unit, amount: (sums.get(key)?.period.amount ?? 0) + amount } });
  }
  return [...sums.values()];
}

function lastDayOf(rules, { derive, daysBetween, STATUTORY_CALENDAR }) {
  const lastDay = rules.reduce((from, { period }) => derive(period, from, STATUTORY_CALENDAR).dueOn, RECEIVED_ON);
  return { lastDay, days: daysBetween(RECEIVED_ON, lastDay) };
}

/** A way must be one that the chart allows: each state can follow the one before, and each rule runs in its state. */
function faultsOf({ title, steps }, { stages }, { definition }) {
  const cards = new Map(stages.flatMap(({ states }) => states).map((state) => [state.path, state]));
  const nodes = new Map(inside(definition.machine.root).map((node) => [pathOf(node), node]));
  const leads = (from, to) =>
    inside(nodes.get(from))
      .filter((node) => Object.keys(node.states).length === 0)
      .some((leaf) => followers(leaf).some((next) => entered(nodes.get(to)).includes(next)));
  return steps.flatMap(({ state, rule }, index) => {
    const fault = (words) => [`the longest way '${title.en}' ${words}`];
    const card = cards.get(state);
    if (!card) return fault(`goes through ${state}, which is not in the chart`);
    const before = steps[index - 1];
    if (before && cards.has(before.state) && !leads(before.state, state))
      return fault(`goes from ${before.state} to ${state}, where nothing leads`);
    const known = [...card.rules.map(({ name }) => name), 'extension'];
    return rule !== undefined && !known.includes(rule)
      ? fault(`lets ${rule} pass in ${state}, where it never runs`)
      : [];
  });
}
