// docs/stages.md: every state with who owes what by when, and where each event leads.
import { format } from 'prettier';
import { ANYTIME, BESIDE, DUTY_NAMES, PETITIONER, lengthOf, sourceOf } from './words.mjs';

export async function tableOf({ stages, duties, anytime }, { RUNGS, REPEAT_DAYS, DUTIES }) {
  const text = [
    '<!-- Written by `npm run chart` from the chart itself. Change libs/workflow/src/petition, not this file. -->',
    '',
    '# 六个环节 · The six stages',
    '',
    '![The six stages of a petition, and the duties beside them](stages.svg)',
    '',
    'Articles are those of 《信访工作条例》 (2022). Where it is silent, a step or a period is marked 惯例 (practice) or 自定 (ours). The same by article: [law.md](law.md).',
    '',
    ...stages.flatMap((stage) => stageSection(stage, DUTIES)),
    ...besideSection(duties, DUTIES),
    ...anytimeSection(anytime),
    ...ladderSection(RUNGS, REPEAT_DAYS),
  ].join('\n');
  return format(text, { parser: 'markdown', printWidth: 120 });
}

function stageSection(stage, DUTIES) {
  const everywhere = stage.moves.filter(({ kind }) => kind !== 'done').map(moveText);
  const atEnd = stage.moves.filter(({ kind }) => kind === 'done').map(moveText);
  return [
    `## ${stage.zh} ${stage.en}`,
    '',
    ...(everywhere.length > 0 ? [`In every state of this stage: ${everywhere.join('; ')}.`, ''] : []),
    ...regionNote(stage.states, atEnd),
    ...stateTable(stage.states, DUTIES),
  ];
}

function regionNote(states, atEnd) {
  const regions = [...new Map(states.flatMap(({ region }) => (region ? [[region.key, region]] : []))).values()];
  if (regions.length === 0) return [];
  const names = regions.map(({ zh, en }) => `${zh} ${en}`).join(' ∥ ');
  return [`Side by side: ${names}. ${atEnd.join('; ')}.`, ''];
}

function stateTable(states, DUTIES) {
  return [
    '| 状态 State | 由谁办 Who acts | 期限 Deadline | 事项 Events, and where they lead |',
    '| --- | --- | --- | --- |',
    ...states.map((state) => rowOf(state, DUTIES)),
    '',
  ];
}

function rowOf({ path, zh, en, rules, moves }, DUTIES) {
  const holders = [...new Set(rules.map((rule) => dutyText(rule, DUTIES)))];
  const cells = [
    `**${zh}** ${en}<br>\`${path}\``,
    holders.join('<br>') || '—',
    rules.map(ruleText).join('<br>') || '—',
    moves.map(moveText).join('<br>') || '—',
  ];
  return `| ${cells.join(' | ')} |`;
}

function dutyText({ duty, period }, DUTIES) {
  return period.roll === 'none' ? `${DUTIES[duty]} ${DUTY_NAMES[duty]}` : `${PETITIONER.zh} ${PETITIONER.en}`;
}

export function ruleText({ title, period, article, mark }) {
  const length = lengthOf(period);
  const source = sourceOf({ article, mark });
  const rolls = period.roll === 'none' ? '' : '，遇休息日顺延 rolls to a working day';
  return `${title.zh} ${title.en}: **${length.zh}** ${length.en}${rolls} (${source.zh} ${source.en})`;
}

function moveText({ event, kind, zh, en, targets, bases }) {
  const name = kind === 'done' ? `${zh} ${en}` : `${zh} \`${event}\``;
  const leads = targets.length > 0 ? ` → ${targets.map((target) => `${target.zh} ${target.en}`).join(' / ')}` : '';
  return `${name}${leads} (${bases.map((basis) => sourceOf(basis).en).join(', ')})`;
}

function besideSection(duties, DUTIES) {
  return [
    `## ${BESIDE.zh} ${BESIDE.en}`,
    '',
    'Each of these is owed as long as its clock runs, whatever stage the case is in.',
    '',
    '| 职责 Duty | 由谁办 Who acts | 起算 Begins with | 期限 Deadline | 事项 Events |',
    '| --- | --- | --- | --- | --- |',
    ...duties.map((duty) => dutyRow(duty, DUTIES)),
    '',
  ];
}

function dutyRow({ path, zh, en, rules, moves }, DUTIES) {
  const cells = [
    `**${zh}** ${en}<br>\`${path}\``,
    rules.map((rule) => dutyText(rule, DUTIES)).join('<br>'),
    rules.map(({ startsWith }) => `${startsWith.zh} ${startsWith.en}`).join('<br>'),
    rules.map(ruleText).join('<br>'),
    moves.map(moveText).join('<br>'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function anytimeSection(moves) {
  return [`## ${ANYTIME.zh} ${ANYTIME.en}`, '', ...moves.map((move) => `- ${moveText(move)}`), ''];
}

function ladderSection(rungs, repeatDays) {
  const rows = rungs.map((rung) => {
    const when = whenOf(rung);
    return `| \`${rung.state}\` | ${rung.kind}${rung.level > 0 ? `, level ${rung.level}` : ''} | ${when} |`;
  });
  return [
    '## 提醒和上报 The ladder of a deadline',
    '',
    'Every duty above climbs the same ladder until somebody acts; a later rung counts from the end of the due day. Times are Asia/Shanghai; a deadline ends at 24:00 of its due day.',
    '',
    '| 级 Rung | 提示 Alert | 时间 When |',
    '| --- | --- | --- |',
    ...rows,
    `| \`${rungs.at(-1).state}\`, again | escalation, level ${rungs.at(-1).level} | every ${repeatDays} days after that |`,
    '',
  ];
}

function whenOf(rung) {
  if ('daysBefore' in rung)
    return `00:00, ${rung.daysBefore} ${rung.daysBefore === 1 ? 'day' : 'days'} before the due day`;
  if (rung.daysAfter === 0) return '24:00 of the due day';
  return `${rung.daysAfter} ${rung.daysAfter === 1 ? 'day' : 'days'} later`;
}
