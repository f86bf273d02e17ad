/** Arrows between the stages. Each pair of stages has a course of its own, so that no two lines lie on each other. */
import { Fault } from '@huiyin/tools/fault';
import type { Edge } from '../read/model.ts';
import { COURSES } from './courses.ts';
import type { Level, Over, Upright } from './courses.ts';
import { drawLabels, EVENT, LINE, NAME, smallName } from './labels.ts';
import type { Place, Places } from './places.ts';
import { arrow, INK, text, widthOf } from './svg.ts';

const WORD = 27;

/** @throws Fault for two stages between which no course is laid */
export function drawEdges(edges: readonly Edge[], places: Places): string[] {
  return edges.map((edge) => drawEdge(edge, places));
}

function drawEdge(edge: Edge, places: Places): string {
  const { from, to } = edge;
  const course = COURSES[`${from} ${to}`];
  if (!course) throw new Fault(`the picture has no way from ${from} to ${to}: labs/chart/src/picture/courses.ts`);
  const ends = { from: places[from], to: places[to] };
  switch (course.way) {
    case 'level':
      return level(edge, ends, course);
    case 'upright':
      return upright(edge, ends, course);
    case 'over':
      return over(edge, ends, course);
    case 'under':
      return under(edge, ends, places);
  }
}

interface Ends {
  readonly from: Place;
  readonly to: Place;
}

function level({ moves }: Edge, { from, to }: Ends, { drop }: Level): string {
  const [x1, x2] = to.x > from.x ? [from.x + from.width + 2, to.x - 2] : [from.x - 2, to.x + to.width + 2];
  const y = from.y + 66 + drop + moves.length * WORD;
  const middle = (x1 + x2) / 2;
  const words = moves.flatMap((move, index) => {
    const top = y - (moves.length - index) * WORD;
    return [
      text(middle, top + 8, move.zh, { size: NAME, weight: 600, anchor: 'middle' }),
      text(middle, top + 19, smallName(move), { size: EVENT, fill: INK.soft, anchor: 'middle' }),
    ];
  });
  return [arrow(`M${x1} ${y}H${x2}`), ...words].join('\n');
}

function upright({ moves }: Edge, { from, to }: Ends, { leaves, arrives, lane, words }: Upright): string {
  const isDown = to.y > from.y;
  const [upper, lower] = isDown ? [from, to] : [to, from];
  const x1 = from.x + from.width * leaves;
  const x2 = to.x + to.width * arrives;
  const [y1, y2] = isDown ? [upper.y + upper.height, lower.y - 2] : [lower.y, upper.y + upper.height + 2];
  const path = lane === 0 ? `M${x1} ${y1}V${y2}` : `M${x1} ${y1}V${lower.y - lane}H${x2}V${y2}`;
  const y = isDown ? labelsBeneath(upper) : lower.y - (moves.length - 1) * LINE - 12;
  return [arrow(path), drawLabels(moves, { x: words === 'right' ? x1 + 8 : x1 - 8, y }, words)].join('\n');
}

/** Words beside a line that leaves a short box stand under the box; beneath the row they would be far away. */
function labelsBeneath({ y, height, floor }: Place): number {
  return (floor > y + height + 100 ? y + height : floor) + 18;
}

function over({ moves }: Edge, { from, to }: Ends, { leaves, arrives, lane }: Over): string {
  const x1 = from.x + from.width * leaves;
  const x2 = to.x + to.width * arrives;
  const y = from.y - lane;
  const width = widthOf(moves.map((move) => `${move.zh} ${smallName(move)}`).join(''), 10);
  return [
    arrow(`M${x1} ${from.y}V${y}H${x2}V${to.y - 2}`),
    drawLabels(moves, { x: (x1 + x2) / 2 - width / 2, y: y - 6 }, 'right'),
  ].join('\n');
}

/** In the gaps beside the columns and beneath the longest of them. */
function under({ moves }: Edge, { from, to }: Ends, places: Places): string {
  const bottom = Math.max(...Object.values(places).map(({ floor }) => floor)) + 20;
  const y1 = from.y + from.height - 40;
  const y2 = to.y + to.height - 40;
  const [x1, x2] = [from.x - 20, to.x + to.width + 20];
  return [
    arrow(`M${from.x} ${y1}H${x1}V${bottom}H${x2}V${y2}H${to.x + to.width + 2}`),
    drawLabels(moves, { x: x1 - 8, y: y1 + 4 }, 'left'),
  ].join('\n');
}
