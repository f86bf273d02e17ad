/** docs/stages.svg: the six stages with the arrows between them, what runs beside them, and what may happen in any. */
import type { Mark, RuleName } from '@huiyin/workflow';
import type { Stage } from '@huiyin/workflow/contract';
import type { Model } from '../read/model.ts';
import { ANYTIME, BESIDE } from '../words/names.ts';
import { drawEdges } from './arrows.ts';
import { boxOf, drawBox } from './box.ts';
import type { Box } from './box.ts';
import { beneath, MARGIN, placesOf, sizeOf } from './places.ts';
import type { Boxes } from './places.ts';
import { COLOURS, dot, INK, rect, text, widthOf } from './svg.ts';

export function pictureOf(model: Model): string {
  const boxes = boxesOf(model);
  const places = placesOf(boxes);
  const { width, height } = sizeOf(places);
  return [
    ...opening(width, height),
    ...drawEdges(model.edges, places),
    ...model.stages.map(({ key }) => drawBox(boxes.stages[key], places[key])),
    drawBox(boxes.beside, beneath(places.reply)),
    drawBox(boxes.anytime, beneath(places.closed)),
    legend(MARGIN, height - 18),
    '</svg>',
    '',
  ].join('\n');
}

/** In the order in which the picture is read: a rule has its chip where it is met first. */
function boxesOf({ stages, duties, anytime }: Model): Boxes {
  const shown = new Set<RuleName>();
  const note = '此环节任何状态 in every state of this stage';
  const ofStages = stages.map((stage) => [stage.key, boxOf({ ...stage, note }, shown)]);
  return {
    stages: Object.fromEntries(ofStages) as Record<Stage, Box>, // modelOf has made sure that every stage is there
    beside: boxOf({ ...BESIDE, states: duties, moves: [] }, shown),
    anytime: boxOf({ ...ANYTIME, states: [], moves: anytime }, shown),
  };
}

function opening(width: number, height: number): string[] {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The six stages of a petition and the duties beside them, with their deadlines">`,
    '<!-- Drawn by `npm run chart` from the chart itself. -->',
    `<style>text{font-family:system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;fill:${INK.text}}</style>`,
    `<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 1 10 5 0 9z" fill="${INK.line}"/></marker></defs>`,
    rect({ x: 0, y: 0, width, height }, { fill: '#fff', rx: 0 }),
  ];
}

const LEGEND: readonly (readonly [Mark, string])[] = [
  ['law', '依条例 by the regulation'],
  ['practice', '惯例 practice'],
  ['ours', '本系统自定 ours'],
];
const SIGNS =
  '□ 期限 a period · ● 事项 a step · 斜体 italics: 到时自动 by itself, when time is up · ∥ 并行 side by side';

function legend(x: number, y: number): string {
  const script = { size: 11.5, fill: INK.soft };
  let left = x;
  const entries = LEGEND.map(([mark, words]) => {
    const { fill, ink } = COLOURS[mark];
    const svg = [
      rect({ x: left, y: y - 11, width: 14, height: 14 }, { fill, stroke: ink, rx: 3 }),
      dot(left + 23, y - 4, mark),
      text(left + 32, y, words, script),
    ];
    left += 56 + widthOf(words, script.size);
    return svg.join('');
  });
  return [...entries, text(left, y, SIGNS, script)].join('\n');
}
