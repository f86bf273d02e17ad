import { RAISED_AGAIN_DAYS } from './figures.ts';
import type { Figures } from './figures.ts';
import type { Report } from './report.ts';
import type { Share } from './share.ts';

interface Column {
  readonly title: string;
  readonly cell: (figures: Figures) => string;
}

const COLUMNS: readonly Column[] = [
  { title: '件数', cell: ({ total }) => String(total) },
  { title: '其中重复', cell: ({ repeated }) => String(repeated) },
  { title: '已终结', cell: ({ closed }) => String(closed) },
  { title: '按期办结率', cell: ({ onTime }) => shown(onTime) },
  { title: '一次化解率*', cell: ({ solvedAtOnce }) => shown(solvedAtOnce) },
  { title: '满意率', cell: ({ satisfied }) => shown(satisfied) },
  { title: '现超期', cell: ({ overdueNow }) => String(overdueNow) },
];

const NOTES = [
  '按期办结率  = 期内到期的首次办理中，限期内（含批准的延期）出具并签批意见的 / 期内到期的首次办理',
  `一次化解率* = 一次办理即答复终结、答复送达后 ${RAISED_AGAIN_DAYS} 日内同一事项未再提出的 / 已答复并终结的初次事项（本系统自定公式）`,
  '满意率      = 首次回访到的答复为满意或基本满意的 / 首次回访到的（二次办理后的评价不覆盖首次）',
  '按期        = 期内到期的中，按期完成的 / 期内到期的（各按其期限；中途取消的不计）',
];

/** The report as lines of text. */
export function tableOf({ total, parts, ways }: Report): string[] {
  const sections = [{ title: '合计', rows: [{ name: '全部', figures: total }] }, ...parts];
  const figures = sections.map(({ title, rows }) => [
    [title, ...COLUMNS.map((column) => column.title)],
    ...rows.map(({ name, figures }) => [name, ...COLUMNS.map(({ cell }) => cell(figures))]),
  ]);
  const steps = ways.map(({ name, count, onTime, outcomes }) => [name, String(count), shown(onTime), listed(outcomes)]);
  return [...laidOut(figures), ...laidOut([[['程序', '次数', '按期', '其中'], ...steps]], '<>><'), ...NOTES];
}

/** Sections of cells, each under its head, in columns of one width. @param sides where the cells stand, '<' or '>' */
function laidOut(sections: readonly (readonly (readonly string[])[])[], sides = '<'): string[] {
  const columns = sections[0]?.[0]?.map((_, n) => n) ?? [];
  const widths = columns.map((n) => Math.max(...sections.flat().map((row) => width(row[n] ?? ''))));
  const rule = widths.map((each) => '─'.repeat(each)).join('──');
  const line = (row: readonly string[]) =>
    row
      .map((cell, n) => padded(cell, widths[n] ?? 0, (sides[n] ?? '>') === '>'))
      .join('  ')
      .trimEnd();
  return sections.flatMap(([head = [], ...rows]) => [line(head), rule, ...rows.map(line), '']);
}

function listed(outcomes: ReadonlyMap<string, number>): string {
  return [...outcomes]
    .sort(([, one], [, other]) => other - one)
    .map(([word, n]) => `${word} ${n}`)
    .join('，');
}

function shown({ of, part }: Share): string {
  return of === 0 ? '–' : `${((100 * part) / of).toFixed(1)}% ${part}/${of}`;
}

function padded(text: string, to: number, right: boolean): string {
  const space = ' '.repeat(to - width(text));
  return right ? space + text : text + space;
}

/** Columns on a terminal; Chinese characters are two wide. */
function width(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (/[\u2e80-\u9fff\uff00-\uff60]/.test(character) ? 2 : 1), 0);
}
