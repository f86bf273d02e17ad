// docs/stages.md: every state with who owes what by when, and where each event leads.
import { format } from 'prettier';
import { DUTY_NAMES, MARKS, UNITS } from './words.mjs';

export async function tableOf({ stages }, { RUNGS, REPEAT_DAYS, DUTIES }) {
  const text = [
    '<!-- Written by `npm run chart` from the chart itself. Change libs/workflow/src/petition, not this file. -->',
    '',
    '# 六个环节 · The six stages',
    '',
    '![The six stages of a petition](stages.svg)',
    '',
    'Articles are those of 《信访工作条例》 (2022). Where it is silent, a period is marked 惯例 (practice) or 自定 (ours).',
    '',
    ...stages.flatMap((stage) => sectionOf(stage, DUTIES)),
    ...ladderSection(RUNGS, REPEAT_DAYS),
  ].join('\n');
  return format(text, { parser: 'markdown', printWidth: 120 });
}

function sectionOf(stage, DUTIES) {
  const anywhere = stage.moves.map(moveText);
  return [
    `## ${stage.zh} ${stage.en}`,
    '',
    ...(anywhere.length > 0 ? [`In every state of this stage: ${anywhere.join('; ')}.`, ''] : []),
    '| 状态 State | 由谁办 Who acts | 期限 Deadline | 事项 Events, and where they lead |',
    '| --- | --- | --- | --- |',
    ...stage.states.map((state) => rowOf(state, DUTIES)),
    '',
  ];
}

function rowOf({ path, zh, en, rules, moves }, DUTIES) {
  const duties = [...new Set(rules.map((rule) => dutyText(rule, DUTIES)))];
  const cells = [
    `**${zh}** ${en}<br>\`${path}\``,
    duties.join('<br>') || '—',
    rules.map(ruleText).join('<br>') || '—',
    moves.map(moveText).join('<br>') || '—',
  ];
  return `| ${cells.join(' | ')} |`;
}

/** A period that rolls is a window of the petitioner, in which nobody else owes anything. */
function dutyText({ duty, period }, DUTIES) {
  return period.roll === 'none' ? `${DUTIES[duty]} ${DUTY_NAMES[duty]}` : '信访人 petitioner, who may';
}

function ruleText({ title, period, article, mark }) {
  const unit = UNITS[period.unit];
  const source = article === null ? `${MARKS[mark].zh} ${MARKS[mark].en}` : `第 ${article} 条 Art. ${article}`;
  const rolls = period.roll === 'none' ? '' : '，遇休息日顺延 rolls to a working day';
  return `${title.zh} ${title.en}: **${period.amount} ${unit.zh}** ${period.amount} ${unit.en}${rolls} (${source})`;
}

function moveText({ event, zh, en, targets, article }) {
  const name = event === '' ? `${zh} ${en}` : `${zh} \`${event}\``;
  const leads = targets.length > 0 ? ` → ${targets.map((target) => `${target.zh} ${target.en}`).join(' / ')}` : '';
  return `${name}${leads}${article === null ? '' : ` (Art. ${article})`}`;
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
