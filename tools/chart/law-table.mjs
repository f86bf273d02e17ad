// docs/law.md: article by article, for a lawyer who reviews the procedure without reading code.
import { format } from 'prettier';
import { ARTICLES } from './articles.mjs';
import { articlesOf, notLaw } from './law.mjs';
import { pathOf } from './nodes.mjs';
import { RECEIVED_ON } from './longest-ways.mjs';
import { ruleText } from './table.mjs';
import { refuseLoose } from './unnamed.mjs';
import { ANYTIME, MARKS, STAGE_NAMES, STATE_NAMES, lengthOf } from './words.mjs';

/** @param checks what the soundness report counts, @param ways the longest ways, as longest-ways.mjs gives them */
export async function lawOf(model, workflow, { checks, ways }) {
  const rows = articlesOf(model, workflow);
  refuseLoose(
    'article',
    Object.keys(ARTICLES),
    rows.map(({ article }) => article),
  );
  const text = [
    '<!-- Written by `npm run chart` from the chart itself. Change libs/workflow/src/petition, not this file. -->',
    '',
    '# 条文对照 · The law, article by article',
    '',
    'Which states, steps, conditions and periods of the chart rest on which article of 《信访工作条例》 (2022), and after that what rests on no article at all. The short titles are ours and no translation. The same by stage: [stages.md](stages.md).',
    '',
    '## 依条例 What rests on the regulation',
    '',
    'A condition is given as the reason for which a step is refused, or leads elsewhere.',
    '',
    '| 条 Article | 状态 States | 事项 Steps | 条件 Conditions | 期限 Periods |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => articleRow(row, workflow)),
    '',
    ...notLawSections(notLaw(model, workflow), workflow),
    ...soundnessSection(checks),
    ...waysSection(ways),
  ].join('\n');
  return format(text, { parser: 'markdown', printWidth: 120 });
}

function articleRow({ article, states, events, guards, rules, choices }, { articleNumber }) {
  const { zh, en } = ARTICLES[article];
  const kinds = { ground: '不予受理依据 ground of a refusal', way: '其他途径 another way' };
  return rowOf([
    [`**第${articleNumber(article)}条 Art. ${article}**`, zh, en],
    states.map(stateText),
    [...events.map(stepText), ...choices.map((choice) => `${kinds[choice.kind]}: ${choice.zh} ${choice.en}`)],
    guards.map(reasonText),
    rules.map(ruleText),
  ]);
}

function notLawSections({ steps, rules, states }, workflow) {
  return [
    '## 条例未规定 What is not law',
    '',
    'Where the regulation is silent, these follow the practice of the offices (惯例) or are our own choice (自定). A lawyer may ask for another choice; none of them may take anything from what the law gives.',
    '',
    '### 事项 Steps',
    '',
    '| 标记 Mark | 事项 Step | 何时 When | 条件 Conditions |',
    '| --- | --- | --- | --- |',
    ...byMark(steps).map(({ mark, event, title, nodes, guards }) =>
      rowOf([
        [markText(mark)],
        [stepText({ type: event, title })],
        nodes.map((node) => whereText(node, workflow)),
        guards.map(reasonText),
      ]),
    ),
    '',
    '### 期限 Periods',
    '',
    '| 标记 Mark | 期限 Period | 长度 Length | 起算 Begins with |',
    '| --- | --- | --- | --- |',
    ...byMark(rules).map(({ mark, title, period, startsWith }) =>
      rowOf([[markText(mark)], [wordsOf(title)], [wordsOf(lengthOf(period))], [wordsOf(startsWith)]]),
    ),
    '',
    '### 状态 States',
    '',
    ...byMark(states).map((state) => `- ${markText(state.mark)}: ${stateText(state)}`),
    '',
    '### 数字 Numbers',
    '',
    ...numbersOf(workflow).map((line) => `- ${line}`),
    '',
  ];
}

function numbersOf({ LIMITS, RUNGS, REPEAT_DAYS }) {
  const { returns, collective, followUpAttempts } = LIMITS;
  const before = RUNGS.flatMap(({ daysBefore }) => daysBefore ?? []).join(', ');
  const after = RUNGS.filter(({ kind }) => kind === 'escalation').map(({ daysAfter }) => daysAfter);
  return [
    `${markText(returns.mark)}: 退回 ${returns.amount} 次后由共同的上一级裁定 after ${returns.amount} returns the common superior decides; who decides is law (Art. 24)`,
    `${markText(collective.mark)}: ${collective.amount} 人以上为集体访 from ${collective.amount} persons on a petition is collective`,
    `${markText(followUpAttempts.mark)}: 回访 ${followUpAttempts.amount} 次未联系到即为无法联系 after ${followUpAttempts.amount} attempts a petitioner counts as not reached`,
    `${markText('ours')}: 到期前 ${before} 日提醒 reminders ${before} days before a due day; 逾期第 ${after.join('、')} 日逐级上报 escalations ${after.join(', ')} days after it, then every ${REPEAT_DAYS} days`,
  ];
}

function soundnessSection(checks) {
  return [
    '## 自检 Soundness',
    '',
    '`npm run chart` checks this, and fails on any fault.',
    '',
    '```text',
    checks,
    '```',
    '',
  ];
}

function waysSection(ways) {
  return [
    '## 最长的合法途径 The longest lawful ways',
    '',
    'Each act is done on the last day of its period, and the next period begins on that day. The sums are kept apart by where the periods come from, and working days and months apart from days: they are days only on a calendar. The example walks them on the official one. Going round again (another transfer, a second handling) begins a new way and is not in the sums; nor is the follow-up that runs beside the window for a review and, but for a long holiday, is over before it.',
    '',
    `| 途径 Way | ${['law', 'practice', 'ours'].map(markText).join(' | ')} | 例 Received ${RECEIVED_ON} |`,
    '| --- | --- | --- | --- | --- |',
    ...ways.map(wayRow),
    '',
  ];
}

function wayRow({ title, sums, lastDay, days }) {
  const of = (wanted) => sums.filter(({ mark }) => mark === wanted).map(({ period }) => wordsOf(lengthOf(period)));
  return rowOf([[title.zh, title.en], of('law'), of('practice'), of('ours'), [lastDay, `${days} 日 days`]]);
}

const rowOf = (cells) => `| ${cells.map((lines) => lines.join('<br>') || '—').join(' | ')} |`;
const wordsOf = ({ zh, en }) => `${zh} ${en}`;
const markText = (mark) => wordsOf(MARKS[mark]);
const stateText = ({ zh, en, path }) => `${zh} ${en} \`${path}\``;
const stepText = ({ type, title }) => `${wordsOf(title)} \`${type}\``;
const reasonText = ({ zh, en }) => `${zh} ${en}`;
const byMark = (list) => ['practice', 'ours'].flatMap((mark) => list.filter((each) => each.mark === mark));

/** Where a step is possible: a state, every state of a stage, or any. */
function whereText(node, { STAGES }) {
  const path = pathOf(node);
  if (path === '') return wordsOf(ANYTIME);
  if (STAGE_NAMES[path]) return `${STAGES[path]}各状态 ${STAGE_NAMES[path]}, any state`;
  return STATE_NAMES[path] ? wordsOf(STATE_NAMES[path]) : path;
}
