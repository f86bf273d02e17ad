/** Where the boxes stand: two rows of three stages, the second from right to left; what belongs to no stage stands beneath. */
import { keysOf, STAGES } from '@huiyin/workflow/contract';
import type { Stage } from '@huiyin/workflow/contract';
import { BOX_WIDTH } from './box.ts';
import type { Box } from './box.ts';
import type { Point, Rectangle } from './svg.ts';

/** 受理 → 分流 → 办理, then down, 答复 → 回访 → 终结. */
const PLACES: Readonly<Record<Stage, readonly [column: number, row: 0 | 1]>> = {
  acceptance: [0, 0],
  routing: [1, 0],
  handling: [2, 0],
  reply: [2, 1],
  followUp: [1, 1],
  closed: [0, 1],
};

export const MARGIN = 24;
/** Room above the upper row, beneath the lower, between the columns, between the rows, and between boxes of one column. */
const OVER = 66;
const UNDER = 70;
const GAP_X = 112;
const GAP_Y = 232;
const BETWEEN = 36;

/** A stage's box where it stands. */
export interface Place extends Rectangle {
  /** Where its row ends, however short the box itself is. */
  readonly floor: number;
}
export type Places = Readonly<Record<Stage, Place>>;

export interface Boxes {
  readonly stages: Readonly<Record<Stage, Box>>;
  readonly beside: Box;
  readonly anytime: Box;
}

export function placesOf({ stages, beside, anytime }: Boxes): Places {
  const upper = MARGIN + OVER;
  const upperFloor = upper + Math.max(stages.acceptance.height, stages.routing.height, stages.handling.height);
  const lower = upperFloor + GAP_Y;
  const columns = [
    stages.followUp.height,
    stages.reply.height + BETWEEN + beside.height,
    stages.closed.height + BETWEEN + anytime.height,
  ];
  const rows = [
    { y: upper, floor: upperFloor },
    { y: lower, floor: lower + Math.max(...columns) },
  ] as const;
  const place = (stage: Stage): Place => {
    const [column, row] = PLACES[stage];
    const x = MARGIN + column * (BOX_WIDTH + GAP_X);
    return { x, ...rows[row], width: BOX_WIDTH, height: stages[stage].height };
  };
  return Object.fromEntries(keysOf(STAGES).map((stage) => [stage, place(stage)])) as Places;
}

/** Under a box, for another. */
export const beneath = ({ x, y, height }: Rectangle): Point => ({ x, y: y + height + BETWEEN });

/** Of the whole picture. */
export const sizeOf = ({ closed }: Places) => ({
  width: 2 * MARGIN + 3 * BOX_WIDTH + 2 * GAP_X,
  height: closed.floor + UNDER,
});
