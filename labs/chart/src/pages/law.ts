/** docs/law.md: article by article, for a lawyer who reviews the procedure without reading code. */
import { articleNumber } from '@huiyin/workflow/contract';
import { RECEIVED_ON } from '../check/longest-ways.ts';
import type { MeasuredWay } from '../check/longest-ways.ts';
import type { ArticleRow, Choice, Unwritten } from '../read/articles.ts';
import { ARTICLES } from '../words/articles.ts';
import { inBoth, lengthOf, MARKS } from '../words/measures.ts';
import { page, row } from './markdown.ts';
import { eventText, ruleText, stateText } from './texts.ts';
import { unwrittenSections } from './unwritten.ts';

export interface Law {
  readonly articles: readonly ArticleRow[];
  readonly unwritten: Unwritten;
  /** The counts of the soundness report. */
  readonly counts: string;
  readonly ways: readonly MeasuredWay[];
}

export async function lawPage({ articles, unwritten, counts, ways }: Law): Promise<string> {
  return page([
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
    ...articles.map(articleRow),
    '',
    ...unwrittenSections(unwritten),
    ...soundnessSection(counts),
    ...waysSection(ways),
  ]);
}

function articleRow({ article, states, events, reasons, rules, choices }: ArticleRow): string {
  const title = ARTICLES[article];
  return row([
    [`**第${articleNumber(article)}条 Art. ${article}**`, ...(title ? [title.zh, title.en] : [])],
    states.map(stateText),
    [...events.map(eventText), ...choices.map(choiceText)],
    reasons.map(inBoth),
    rules.map(ruleText),
  ]);
}

const CHOICES: Readonly<Record<Choice['kind'], string>> = {
  ground: '不予受理依据 ground of a refusal',
  way: '其他途径 another way',
};

const choiceText = (choice: Choice): string => `${CHOICES[choice.kind]}: ${inBoth(choice)}`;

function soundnessSection(counts: string): string[] {
  return [
    '## 自检 Soundness',
    '',
    '`npm run chart` checks this, and fails on any fault.',
    '',
    '```text',
    counts,
    '```',
    '',
  ];
}

const ORIGINS = ['law', 'practice', 'ours'] as const;

function waysSection(ways: readonly MeasuredWay[]): string[] {
  return [
    '## 最长的合法途径 The longest lawful ways',
    '',
    'Each act is done on the last day of its period, and the next period begins on that day. The sums are kept apart by where the periods come from, and working days and months apart from days: they are days only on a calendar. The example walks them on the official one. Going round again (another transfer, a second handling) begins a new way and is not in the sums; nor is the follow-up that runs beside the window for a review and, but for a long holiday, is over before it.',
    '',
    `| 途径 Way | ${ORIGINS.map((mark) => inBoth(MARKS[mark])).join(' | ')} | 例 Received ${RECEIVED_ON} |`,
    '| --- | --- | --- | --- | --- |',
    ...ways.map(wayRow),
    '',
  ];
}

function wayRow({ title, sums, lastDay, days }: MeasuredWay): string {
  const sumsBy = ORIGINS.map((origin) =>
    sums.filter(({ mark }) => mark === origin).map(({ length }) => inBoth(lengthOf(length))),
  );
  return row([[title.zh, title.en], ...sumsBy, [lastDay, `${days} 日 days`]]);
}
