// Arrows between the stages. Each pair of stages has a way of its own, so that no two lines lie on each other.
import { Fault } from '../../fault.mjs';
import { INK, arrow, text, widthOf } from './svg.mjs';

const LINE = 17;
const WORD = 27;

/**
 * `level`: straight across between neighbours of one row, at the same height; `drop`: so much lower, for the way back.
 * `upright`: from row to row: where it leaves and arrives, as a share of the boxes' width; its lane above the lower row;
 * and its words: beside the point where it leaves or arrives, to the right or left of the line.
 * `over`: above the upper row. `under`: beneath the lower row, from a box's left side to a box's right side.
 */
const WAYS = {
  'acceptance routing': { way: 'level' },
  'routing handling': { way: 'level' },
  'reply followUp': { way: 'level' },
  'followUp closed': { way: 'level' },
  'closed followUp': { way: 'level', drop: 110 },
  'acceptance handling': { way: 'over', leaves: 0.7, arrives: 0.3, lane: 22 },
  'handling acceptance': { way: 'over', leaves: 0.7, arrives: 0.3, lane: 52 },
  'reply closed': { way: 'under' },
  'closed acceptance': { way: 'upright', leaves: 0.06, arrives: 0.06, lane: 0, words: ['leaves', 'right'] },
  'acceptance closed': { way: 'upright', leaves: 0.45, arrives: 0.45, lane: 0, words: ['leaves', 'right'] },
  'routing closed': { way: 'upright', leaves: 0.15, arrives: 0.66, lane: 128, words: ['leaves', 'right'] },
  'handling closed': { way: 'upright', leaves: 0.04, arrives: 0.82, lane: 112, words: ['leaves', 'left'] },
  'handling followUp': { way: 'upright', leaves: 0.12, arrives: 0.55, lane: 96, words: ['leaves', 'right'] },
  'followUp routing': { way: 'upright', leaves: 0.05, arrives: 0.05, lane: 0, words: ['leaves', 'left'] },
  'followUp handling': { way: 'upright', leaves: 0.78, arrives: 0.36, lane: 80, words: ['leaves', 'right'] },
  'reply handling': { way: 'upright', leaves: 0.48, arrives: 0.48, lane: 0, words: ['leaves', 'left'] },
  'handling reply': { way: 'upright', leaves: 0.54, arrives: 0.54, lane: 0, words: ['leaves', 'right'] },
};
const draw = { level, upright, over, under };

/** @param boxes by stage: x, y, width, height, and `floor`, where its row ends however short it is itself */
export function drawEdges(edges, boxes) {
  return edges.map((edge) => {
    const track = WAYS[`${edge.from} ${edge.to}`];
    if (!track)
      throw new Fault(`the picture has no way from ${edge.from} to ${edge.to}: tools/chart/picture/arrows.mjs`);
    return draw[track.way](edge, boxes.get(edge.from), boxes.get(edge.to), track, boxes);
  });
}

function level({ moves }, a, b, { drop = 0 }) {
  const [from, to] = b.x > a.x ? [a.x + a.width + 2, b.x - 2] : [a.x - 2, b.x + b.width + 2];
  const y = a.y + 66 + drop + moves.length * WORD;
  const words = moves.flatMap(({ zh, en, event }, index) => [
    text((from + to) / 2, y + 8 - (moves.length - index) * WORD, zh, { size: 12, weight: 600, anchor: 'middle' }),
    text((from + to) / 2, y + 19 - (moves.length - index) * WORD, event || en, {
      size: 8.5,
      fill: INK.soft,
      anchor: 'middle',
    }),
  ]);
  return [arrow(`M${from} ${y}H${to}`), ...words].join('\n');
}

function upright({ moves }, a, b, { leaves, arrives, lane, words: [, side] }) {
  const down = b.y > a.y;
  const [upper, lower] = down ? [a, b] : [b, a];
  const x1 = a.x + a.width * leaves;
  const x2 = b.x + b.width * arrives;
  const [y1, y2] = down ? [upper.y + upper.height, lower.y - 2] : [lower.y, upper.y + upper.height + 2];
  const path = lane === 0 ? `M${x1} ${y1}V${y2}` : `M${x1} ${y1}V${lower.y - lane}H${x2}V${y2}`;
  const y = down ? wordsBeneath(upper) : lower.y - (moves.length - 1) * LINE - 12;
  return [arrow(path), list(moves, side === 'right' ? x1 + 8 : x1 - 8, y, side)].join('\n');
}

/** Words beside a line that leaves a short box stand under the box; beneath the row they would be far away. */
function wordsBeneath({ y, height, floor }) {
  return (floor > y + height + 100 ? y + height : floor) + 18;
}

function over({ moves }, a, b, { leaves, arrives, lane }) {
  const x1 = a.x + a.width * leaves;
  const x2 = b.x + b.width * arrives;
  const y = a.y - lane;
  return [
    arrow(`M${x1} ${a.y}V${y}H${x2}V${b.y - 2}`),
    list(moves, (x1 + x2) / 2 - widthOf(moves.map(labelOf).join(''), 10) / 2, y - 6, 'right'),
  ].join('\n');
}

/** In the gaps beside the columns and beneath the longest of them. */
function under({ moves }, a, b, _, boxes) {
  const bottom = Math.max(...[...boxes.values()].map(({ floor }) => floor)) + 20;
  const from = a.y + a.height - 40;
  const to = b.y + b.height - 40;
  const [x1, x2] = [a.x - 20, b.x + b.width + 20];
  return [
    arrow(`M${a.x} ${from}H${x1}V${bottom}H${x2}V${to}H${b.x + b.width + 2}`),
    list(moves, x1 - 8, from + 4, 'left'),
  ].join('\n');
}

const labelOf = ({ zh, en, event }) => `${zh} ${event || en}`;

/** The events of an arrow, one a line. */
function list(moves, x, y, side) {
  return moves
    .map(({ zh, en, event }, index) => {
      const top = y + index * LINE;
      const small = event || en;
      const left = side === 'right' ? x : x - widthOf(zh, 12) - 5 - widthOf(small, 8.5);
      return [
        text(left, top, zh, { size: 12, weight: 600 }),
        text(left + widthOf(zh, 12) + 5, top, small, { size: 8.5, fill: INK.soft }),
      ].join('');
    })
    .join('\n');
}
