/** The part of docs/law.md on what the regulation does not say: practice of the offices, or our own choice. */
import { LIMITS, REPEAT_DAYS, RUNGS } from '@huiyin/workflow';
import type { Mark } from '@huiyin/workflow';
import { STAGES } from '@huiyin/workflow/contract';
import type { AnyStateNode } from 'xstate';
import type { Unwritten, UnwrittenStep } from '../read/articles.ts';
import { pathOf } from '../read/nodes.ts';
import { inBoth, lengthOf, MARKS } from '../words/measures.ts';
import { ANYTIME, isStage, stageName, stateName } from '../words/names.ts';
import { row } from './markdown.ts';
import { eventText, stateText } from './texts.ts';

export function unwrittenSections({ steps, rules, states }: Unwritten): string[] {
  return [
    '## 条例未规定 What is not law',
    '',
    'Where the regulation is silent, these follow the practice of the offices (惯例) or are our own choice (自定). A lawyer may ask for another choice; none of them may take anything from what the law gives.',
    '',
    '### 事项 Steps',
    '',
    '| 标记 Mark | 事项 Step | 何时 When | 条件 Conditions |',
    '| --- | --- | --- | --- |',
    ...byMark(steps).map(stepRow),
    '',
    '### 期限 Periods',
    '',
    '| 标记 Mark | 期限 Period | 长度 Length | 起算 Begins with |',
    '| --- | --- | --- | --- |',
    ...byMark(rules).map(({ mark, title, period, startsWith }) =>
      row([[markText(mark)], [inBoth(title)], [inBoth(lengthOf(period))], [inBoth(startsWith)]]),
    ),
    '',
    '### 状态 States',
    '',
    ...byMark(states).map((state) => `- ${markText(state.mark)}: ${stateText(state)}`),
    '',
    '### 数字 Numbers',
    '',
    ...numbers().map((line) => `- ${line}`),
    '',
  ];
}

function byMark<T extends { readonly mark: Mark }>(list: readonly T[]): T[] {
  return (['practice', 'ours'] as const).flatMap((wanted) => list.filter(({ mark }) => mark === wanted));
}

const markText = (mark: Mark): string => inBoth(MARKS[mark]);

function stepRow({ mark, event, nodes, reasons }: UnwrittenStep): string {
  return row([[markText(mark)], [eventText(event)], nodes.map(whereText), reasons.map(inBoth)]);
}

/** Where a step is possible: in a state, in every state of a stage, or in any. */
function whereText(node: AnyStateNode): string {
  const path = pathOf(node);
  if (path === '') return inBoth(ANYTIME);
  return isStage(path) ? `${STAGES[path]}各状态 ${stageName(path).en}, any state` : inBoth(stateName(path));
}

/** Numbers of the procedure that are no periods. */
function numbers(): string[] {
  const { returns, collective, followUpAttempts } = LIMITS;
  const before = RUNGS.flatMap((rung) => ('daysBefore' in rung ? [rung.daysBefore] : []));
  const after = RUNGS.flatMap((rung) => (rung.kind === 'escalation' ? [rung.daysAfter] : []));
  return [
    `${markText(returns.mark)}: 退回 ${returns.amount} 次后由共同的上一级裁定 after ${returns.amount} returns the common superior decides; who decides is law (Art. 24)`,
    `${markText(collective.mark)}: ${collective.amount} 人以上为集体访 from ${collective.amount} persons on a petition is collective`,
    `${markText(followUpAttempts.mark)}: 回访 ${followUpAttempts.amount} 次未联系到即为无法联系 after ${followUpAttempts.amount} attempts a petitioner counts as not reached`,
    `${markText('ours')}: 到期前 ${before.join(', ')} 日提醒 reminders ${before.join(', ')} days before a due day; 逾期第 ${after.join('、')} 日逐级上报 escalations ${after.join(', ')} days after it, then every ${REPEAT_DAYS} days`,
  ];
}
