// docs/stages.svg: two rows of three stages, read like a horseshoe: 受理 → 分流 → 办理, down, 答复 → 回访 → 终结.
import { MARKS, SHORT_TITLES, UNITS } from './words.mjs';

const PLACES = {
  acceptance: [0, 0],
  routing: [1, 0],
  handling: [2, 0],
  reply: [2, 1],
  followUp: [1, 1],
  closed: [0, 1],
};

const MARGIN = 24;
const STAGE_WIDTH = 304;
const GAP_X = 96;
const GAP_Y = 160;
const PAD = 12;
const LINE = 18;
const RULE = 34;
const WORD = 27;

const INK = { text: '#1f2933', soft: '#5f6c7b', line: '#52606d', frame: '#cbd2d9', stage: '#f5f7fa', card: '#ffffff' };
const CHIPS = {
  law: { fill: '#e3f0ff', ink: '#0b4f9e' },
  practice: { fill: '#fff3d6', ink: '#8a5a00' },
  ours: { fill: '#eceff2', ink: '#47525e' },
};

export function pictureOf({ stages, edges }) {
  const sized = stages.map((stage) => ({ ...stage, cards: stage.states.map(cardOf) }));
  const rows = [0, 1].map((row) => Math.max(...sized.filter(({ key }) => PLACES[key][1] === row).map(stageHeight)));
  const boxes = new Map(sized.map((stage) => [stage.key, boxOf(stage, rows)]));
  const width = 2 * MARGIN + 3 * STAGE_WIDTH + 2 * GAP_X;
  const height = 2 * MARGIN + rows[0] + GAP_Y + rows[1] + 30;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The six stages of a petition, with their deadlines">`,
    '<!-- Drawn by `npm run chart` from the chart itself. -->',
    `<style>text{font-family:system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;fill:${INK.text}}</style>`,
    `<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 1 10 5 0 9z" fill="${INK.line}"/></marker></defs>`,
    rect(0, 0, width, height, { fill: '#fff', rx: 0 }),
    ...drawEdges(edges, boxes),
    ...sized.map((stage) => drawStage(stage, boxes.get(stage.key))),
    legend(MARGIN, height - 18),
    '</svg>',
    '',
  ].join('\n');
}

/* ── sizes ── */

function cardOf(state) {
  const moves = state.moves.filter(({ kind }) => kind !== 'done');
  const height = 36 + state.rules.length * RULE + (moves.length > 0 ? moves.length * LINE + 10 : 0);
  return { ...state, moves, height };
}

function stageHeight({ cards }) {
  return 50 + cards.reduce((sum, card) => sum + card.height + 8, 0) + PAD - 8;
}

/** `floor` is where the stage's row ends, however short the stage itself. */
function boxOf(stage, rows) {
  const [column, row] = PLACES[stage.key];
  const y = MARGIN + row * (rows[0] + GAP_Y);
  const x = MARGIN + column * (STAGE_WIDTH + GAP_X);
  return { row, x, y, width: STAGE_WIDTH, height: stageHeight(stage), floor: y + rows[row] };
}

/* ── stages and states ── */

function drawStage({ zh, en, cards }, { x, y, width, height }) {
  let top = y + 50;
  const drawn = cards.map((card) => {
    const svg = drawCard(card, x + PAD, top, width - 2 * PAD);
    top += card.height + 8;
    return svg;
  });
  return [
    rect(x, y, width, height, { fill: INK.stage, stroke: INK.frame, rx: 10 }),
    text(x + PAD + 2, y + 33, zh, { size: 22, weight: 700 }),
    text(x + PAD + 54, y + 33, en, { size: 15, fill: INK.soft }),
    ...drawn,
  ].join('\n');
}

function drawCard({ zh, en, rules, moves, height }, x, y, width) {
  let line = y + 32;
  const chips = rules.map((rule) => {
    const svg = drawRule(rule, x + 8, line, width - 16);
    line += RULE;
    return svg;
  });
  line += 14;
  const events = moves.map((move) => {
    const svg = drawMove(move, x + 12, line, width - 22);
    line += LINE;
    return svg;
  });
  return [
    rect(x, y, width, height, { fill: INK.card, stroke: INK.frame, rx: 7 }),
    text(x + 12, y + 23, zh, { size: 15, weight: 600 }),
    text(x + 19 + widthOf(zh, 15), y + 23, en, { size: 11.5, fill: INK.soft }),
    ...chips,
    ...events,
  ].join('\n');
}

function drawRule({ name, title, period, article, mark }, x, y, width) {
  const { fill, ink } = CHIPS[mark];
  const { zh, en } = SHORT_TITLES[name] ?? title;
  const unit = UNITS[period.unit];
  const [above, beneath] = article === null ? [MARKS[mark].zh, MARKS[mark].en] : [`第${article}条`, `Art. ${article}`];
  return [
    rect(x, y, width, RULE - 3, { fill, rx: 4 }),
    text(x + 7, y + 14, `${zh} ${period.amount} ${unit.zh}`, { size: 12, fill: ink, weight: 600 }),
    text(x + width - 7, y + 14, above, { size: 11, fill: ink, anchor: 'end' }),
    text(x + 7, y + 26, `${en}, ${period.amount} ${unit.en}`, { size: 9.5, fill: ink }),
    text(x + width - 7, y + 26, beneath, { size: 9.5, fill: ink, anchor: 'end' }),
  ].join('\n');
}

function drawMove({ zh, event, kind, targets }, x, y, width) {
  const name = zh.split('：').at(-1);
  const leads = targets.map((target) => target.zh).join(' / ');
  return [
    text(x, y, name, { size: 12, style: kind === 'timer' ? 'italic' : undefined }),
    text(x + widthOf(name, 12) + 6, y, event, { size: 8.5, fill: INK.soft }),
    ...(leads ? [text(x + width, y, `→ ${leads}`, { size: 12, anchor: 'end', fill: INK.line })] : []),
  ].join('');
}

/* ── arrows ── */

function drawEdges(edges, boxes) {
  return edges.map((edge) => {
    const [a, b] = [boxes.get(edge.from), boxes.get(edge.to)];
    return a.row === b.row ? drawLevel(edge, a, b) : drawUpright(edge, a, b);
  });
}

/** Between neighbours of one row: straight across the gap, the events above the line. */
function drawLevel({ moves }, a, b) {
  const [from, to] = b.x > a.x ? [a.x + a.width + 2, b.x - 2] : [a.x - 2, b.x + b.width + 2];
  const y = a.y + 66 + moves.length * WORD;
  return [arrow(`M${from} ${y}H${to}`), words(moves, (from + to) / 2, y - moves.length * WORD + 8, 'middle')].join(
    '\n',
  );
}

/**
 * Where a line leaves and arrives, as a share of each box's width; its lane, up from the lower row; and its words: to
 * the right or the left (`start`, `end`) of where it `leaves` or `arrives`.
 */
const TRACKS = {
  'acceptance closed': [0.2, 0.2, 30, 'start', 'leaves'],
  'routing closed': [0.2, 0.7, 62, 'start', 'leaves'],
  'handling closed': [0.06, 0.84, 44, 'end', 'leaves'],
  'handling reply': [0.8, 0.8, 30, 'end', 'leaves'],
  'reply handling': [0.5, 0.5, 30, 'start', 'leaves'],
  'followUp handling': [0.8, 0.14, 30, 'start', 'arrives'],
};
const ANY_TRACK = [0.35, 0.35, 60, 'start', 'leaves'];

/** From row to row, by a lane of its own, so that no two lines share one. */
function drawUpright({ from, to, moves }, a, b) {
  const [leave, arrive, lane, anchor, beside] = TRACKS[`${from} ${to}`] ?? ANY_TRACK;
  const down = b.row > a.row;
  const [upper, lower] = down ? [a, b] : [b, a];
  const x1 = a.x + a.width * leave;
  const x2 = b.x + b.width * arrive;
  const [y1, y2] = down ? [upper.y + upper.height, lower.y - 2] : [lower.y, upper.y + upper.height + 2];
  const path = x1 === x2 ? `M${x1} ${y1}V${y2}` : `M${x1} ${y1}V${lower.y - lane}H${x2}V${y2}`;
  const x = (beside === 'leaves' ? x1 : x2) + (anchor === 'start' ? 8 : -8);
  const y = down ? upper.floor + 18 : lower.y - moves.length * WORD - 36;
  return [arrow(path), words(moves, x, down && upper.floor > upper.y + upper.height + 40 ? y1 + 18 : y, anchor)].join(
    '\n',
  );
}

function arrow(path) {
  return `<path d="${path}" fill="none" stroke="${INK.line}" stroke-width="1.6" stroke-linejoin="round" marker-end="url(#tip)"/>`;
}

function words(moves, x, y, anchor) {
  const lines = moves.map(({ zh, en, event }, index) => [
    text(x, y + index * WORD, zh, { size: 12, weight: 600, anchor }),
    text(x, y + index * WORD + 11, event || en, { size: 9, fill: INK.soft, anchor }),
  ]);
  return lines.flat().join('\n');
}

function legend(x, y) {
  let left = x;
  const entries = Object.entries(CHIPS).map(([mark, { fill, ink }]) => {
    const words = { law: '法定期限 by the regulation', practice: '惯例 practice', ours: '本系统自定 ours' }[mark];
    const svg = [
      rect(left, y - 11, 14, 14, { fill, stroke: ink, rx: 3 }),
      text(left + 20, y, words, { size: 11.5, fill: INK.soft }),
    ];
    left += 44 + widthOf(words, 11.5);
    return svg.join('');
  });
  return entries.join('\n');
}

/* ── elements ── */

function rect(x, y, width, height, { fill, stroke, rx }) {
  const edge = stroke ? ` stroke="${stroke}"` : '';
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${rx}" fill="${fill}"${edge}/>`;
}

function text(x, y, words, { size, weight, fill, anchor, style } = {}) {
  const more = Object.entries({ 'font-weight': weight, fill, 'text-anchor': anchor, 'font-style': style })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (name === 'fill' ? ` style="fill:${value}"` : ` ${name}="${value}"`))
    .join('');
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${more}>${escape(words)}</text>`;
}

/** Near enough for placing what follows: a Chinese character is as wide as it is high. */
function widthOf(words, size) {
  return [...words].reduce((sum, character) => sum + (character > '\u2e7f' ? size : size * 0.56), 0);
}

const round = (n) => Math.round(n * 10) / 10;
const escape = (words) => words.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]);
