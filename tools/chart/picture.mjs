// docs/stages.svg: two rows of three stages, read like a horseshoe: 受理 → 分流 → 办理, down, 答复 → 回访 → 终结; beneath the
// shorter of them, what runs beside the stages and what may happen in any.
import { drawEdges } from './picture/arrows.mjs';
import { BOX_WIDTH, boxOf, drawBox } from './picture/box.mjs';
import { CHIPS, INK, dot, rect, text, widthOf } from './picture/svg.mjs';
import { ANYTIME, BESIDE } from './words.mjs';

const PLACES = {
  acceptance: [0, 0],
  routing: [1, 0],
  handling: [2, 0],
  reply: [2, 1],
  followUp: [1, 1],
  closed: [0, 1],
};

const MARGIN = 24;
const OVER = 66;
const UNDER = 70;
const GAP_X = 112;
const GAP_Y = 232;
const BETWEEN = 36;

export function pictureOf({ stages, duties, anytime, edges }, { DUTIES }) {
  const shown = new Set();
  const note = '此环节任何状态 in every state of this stage';
  const boxed = stages.map((stage) => boxOf({ ...stage, note }, { DUTIES, shown }));
  const beside = boxOf({ ...BESIDE, key: 'beside', states: duties, moves: [] }, { DUTIES, shown });
  const always = boxOf({ ...ANYTIME, key: 'anytime', states: [], moves: anytime }, { DUTIES, shown });

  const boxes = placed(boxed);
  const at = (key) => boxes.get(key);
  const beneath = (key) => ({ x: at(key).x, y: at(key).y + at(key).height + BETWEEN });
  const width = 2 * MARGIN + 3 * BOX_WIDTH + 2 * GAP_X;
  const floor = Math.max(at('followUp').floor, beneath('reply').y + beside.height, beneath('closed').y + always.height);
  for (const key of ['closed', 'followUp', 'reply']) at(key).floor = floor;
  const height = floor + UNDER;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The six stages of a petition and the duties beside them, with their deadlines">`,
    '<!-- Drawn by `npm run chart` from the chart itself. -->',
    `<style>text{font-family:system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;fill:${INK.text}}</style>`,
    `<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 1 10 5 0 9z" fill="${INK.line}"/></marker></defs>`,
    rect(0, 0, width, height, { fill: '#fff', rx: 0 }),
    ...drawEdges(edges, boxes),
    ...boxed.map((box) => drawBox(box, at(box.key))),
    drawBox(beside, beneath('reply')),
    drawBox(always, beneath('closed')),
    legend(MARGIN, height - 18),
    '</svg>',
    '',
  ].join('\n');
}

/** `floor` is where a stage's row ends, however short the stage itself. */
function placed(boxed) {
  const top = Math.max(...boxed.filter(({ key }) => PLACES[key][1] === 0).map(({ height }) => height));
  const rows = [
    { y: MARGIN + OVER, floor: MARGIN + OVER + top },
    { y: MARGIN + OVER + top + GAP_Y, floor: 0 },
  ];
  return new Map(
    boxed.map(({ key, height }) => {
      const [column, row] = PLACES[key];
      const { y, floor } = rows[row];
      const x = MARGIN + column * (BOX_WIDTH + GAP_X);
      return [key, { x, y, width: BOX_WIDTH, height, floor: Math.max(floor, y + height) }];
    }),
  );
}

function legend(x, y) {
  const words = {
    law: '依条例 by the regulation',
    practice: '惯例 practice',
    ours: '本系统自定 ours',
  };
  let left = x;
  const entries = Object.entries(CHIPS).map(([mark, { fill, ink }]) => {
    const svg = [
      rect(left, y - 11, 14, 14, { fill, stroke: ink, rx: 3 }),
      dot(left + 23, y - 4, mark),
      text(left + 32, y, words[mark], { size: 11.5, fill: INK.soft }),
    ];
    left += 56 + widthOf(words[mark], 11.5);
    return svg.join('');
  });
  const rest =
    '□ 期限 a period · ● 事项 a step · 斜体 italics: 到时自动 by itself, when time is up · ∥ 并行 side by side';
  return [...entries, text(left, y, rest, { size: 11.5, fill: INK.soft })].join('\n');
}
