/** docs/stages.md: every state with who owes what by when, and where each event leads. */
import { REPEAT_DAYS, RUNGS } from '@huiyin/workflow';
import type { Rung } from '@huiyin/workflow';
import type { Card, CardRule, StateCard } from '../read/cards.ts';
import type { Model, StageModel } from '../read/model.ts';
import type { Move } from '../read/moves.ts';
import { inBoth, sourceOf } from '../words/measures.ts';
import { ANYTIME, BESIDE, dutyName, PETITIONER } from '../words/names.ts';
import { page, row } from './markdown.ts';
import { ruleText } from './texts.ts';

export async function stagesPage({ stages, duties, anytime }: Model): Promise<string> {
  return page([
    '# 六个环节 · The six stages',
    '',
    '![The six stages of a petition, and the duties beside them](stages.svg)',
    '',
    'Articles are those of 《信访工作条例》 (2022). Where it is silent, a step or a period is marked 惯例 (practice) or 自定 (ours). The same by article: [law.md](law.md).',
    '',
    ...stages.flatMap(stageSection),
    ...dutiesSection(duties),
    ...anytimeSection(anytime),
    ...ladderSection(),
  ]);
}

function stageSection({ zh, en, moves, states }: StageModel): string[] {
  const isAtEnd = ({ kind }: Move) => kind === 'done';
  const everywhere = moves.filter((move) => !isAtEnd(move)).map(moveText);
  return [
    `## ${zh} ${en}`,
    '',
    ...(everywhere.length > 0 ? [`In every state of this stage: ${everywhere.join('; ')}.`, ''] : []),
    ...regionNote(states, moves.filter(isAtEnd)),
    ...stateTable(states),
  ];
}

function regionNote(states: readonly StateCard[], atEnd: readonly Move[]): string[] {
  const names = new Set(states.flatMap(({ region }) => (region ? [inBoth(region)] : [])));
  return names.size === 0 ? [] : [`Side by side: ${[...names].join(' ∥ ')}. ${atEnd.map(moveText).join('; ')}.`, ''];
}

function stateTable(states: readonly StateCard[]): string[] {
  return [
    '| 状态 State | 由谁办 Who acts | 期限 Deadline | 事项 Events, and where they lead |',
    '| --- | --- | --- | --- |',
    ...states.map((state) => {
      const holders = new Set(state.rules.map(holderText));
      return row([titleLines(state), [...holders], state.rules.map(ruleText), state.moves.map(moveText)]);
    }),
    '',
  ];
}

const titleLines = (card: Card): string[] => [`**${card.zh}** ${card.en}`, `\`${card.path}\``];

/** In a period that rolls, a window of the petitioner, nobody else owes anything. */
function holderText({ duty, period }: CardRule): string {
  return inBoth(period.roll === 'none' ? dutyName(duty) : PETITIONER);
}

function moveText({ event, kind, zh, en, targets, bases }: Move): string {
  const name = kind === 'done' ? `${zh} ${en}` : `${zh} \`${event}\``;
  const leads = targets.length > 0 ? ` → ${targets.map(inBoth).join(' / ')}` : '';
  return `${name}${leads} (${bases.map((basis) => sourceOf(basis).en).join(', ')})`;
}

function dutiesSection(duties: readonly Card[]): string[] {
  return [
    `## ${inBoth(BESIDE)}`,
    '',
    'Each of these is owed as long as its clock runs, whatever stage the case is in.',
    '',
    '| 职责 Duty | 由谁办 Who acts | 起算 Begins with | 期限 Deadline | 事项 Events |',
    '| --- | --- | --- | --- | --- |',
    ...duties.map((duty) => {
      const { rules, moves } = duty;
      const starts = rules.map(({ startsWith }) => inBoth(startsWith));
      return row([titleLines(duty), rules.map(holderText), starts, rules.map(ruleText), moves.map(moveText)], '');
    }),
    '',
  ];
}

function anytimeSection(moves: readonly Move[]): string[] {
  return [`## ${inBoth(ANYTIME)}`, '', ...moves.map((move) => `- ${moveText(move)}`), ''];
}

function ladderSection(): string[] {
  const [top] = RUNGS.slice(-1);
  return [
    '## 提醒和上报 The ladder of a deadline',
    '',
    'Every duty above climbs the same ladder until somebody acts; a later rung counts from the end of the due day. Times are Asia/Shanghai; a deadline ends at 24:00 of its due day.',
    '',
    '| 级 Rung | 提示 Alert | 时间 When |',
    '| --- | --- | --- |',
    ...RUNGS.map((rung) => `| \`${rung.state}\` | ${alertOf(rung)} | ${whenOf(rung)} |`),
    ...(top ? [`| \`${top.state}\`, again | ${alertOf(top)} | every ${REPEAT_DAYS} days after that |`] : []),
    '',
  ];
}

const alertOf = ({ kind, level }: Rung): string => (level > 0 ? `${kind}, level ${level}` : kind);

function whenOf(rung: Rung): string {
  if ('daysBefore' in rung)
    return `00:00, ${rung.daysBefore} ${rung.daysBefore === 1 ? 'day' : 'days'} before the due day`;
  if (rung.daysAfter === 0) return '24:00 of the due day';
  return `${rung.daysAfter} ${rung.daysAfter === 1 ? 'day' : 'days'} later`;
}
