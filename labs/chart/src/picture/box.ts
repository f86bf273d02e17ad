/** A stage, or what runs beside the stages: a heading, the cards beneath each other, then what may happen in all of them. */
import type { RuleName, Words } from '@huiyin/workflow';
import type { Card, Region, StateCard } from '../read/cards.ts';
import type { Move } from '../read/moves.ts';
import { cardOf, drawCard } from './card.ts';
import { drawLine, linesOf } from './lines.ts';
import { INK, rect, text, widthOf } from './svg.ts';
import type { Point } from './svg.ts';

export const BOX_WIDTH = 320;
const PAD = 12;
const HEAD = 50;
const REGION = 24;
const LINE = 18;

const INNER_WIDTH = BOX_WIDTH - 2 * PAD;
const LINE_WIDTH = INNER_WIDTH - 24;

interface Row {
  readonly height: number;
  readonly draw: (at: Point) => string;
}

export interface Box extends Words {
  readonly rows: readonly Row[];
  readonly height: number;
}

interface Content extends Words {
  readonly states: readonly (Card | StateCard)[];
  /** What is possible in each of the states, under the heading `note`. */
  readonly moves: readonly Move[];
  readonly note?: string;
}

/** @param shown rules that have their chip already, which grows */
export function boxOf({ zh, en, states, moves, note }: Content, shown: Set<RuleName>): Box {
  const cards = states.map((state) => cardOf(state, INNER_WIDTH, shown));
  const rows = cards.flatMap((card, index) => [
    ...(card.region && card.region.key !== cards[index - 1]?.region?.key ? [regionRow(card.region)] : []),
    { height: card.height + 8, draw: (at: Point) => drawCard(card, at) },
  ]);
  const all = [...rows, ...everywhereRows(moves, note)];
  return { zh, en, rows: all, height: HEAD + all.reduce((sum, row) => sum + row.height, 0) + 4 };
}

function regionRow({ zh, en }: Region): Row {
  const draw = ({ x, y }: Point) =>
    [
      text(x + 2, y + 14, `∥ ${zh}`, { size: 12.5, weight: 600, fill: INK.line }),
      text(x + 22 + widthOf(zh, 12.5), y + 14, en, { size: 10.5, fill: INK.soft }),
    ].join('');
  return { height: REGION, draw };
}

function everywhereRows(moves: readonly Move[], note: string | undefined): Row[] {
  const lines = linesOf(moves, LINE_WIDTH);
  if (lines.length === 0) return [];
  const heading: Row[] =
    note === undefined
      ? []
      : [{ height: REGION, draw: ({ x, y }) => text(x + 12, y + 15, note, { size: 10.5, fill: INK.soft }) }];
  const rows = lines.map((line): Row => {
    const draw = ({ x, y }: Point) => drawLine(line, { x: x + 12, y: y + 13 }, LINE_WIDTH);
    return { height: LINE, draw };
  });
  return [...heading, ...rows, { height: 8, draw: () => '' }];
}

export function drawBox({ zh, en, rows, height }: Box, { x, y }: Point): string {
  let top = y + HEAD;
  const drawn = rows.map((row) => {
    const svg = row.draw({ x: x + PAD, y: top });
    top += row.height;
    return svg;
  });
  return [
    rect({ x, y, width: BOX_WIDTH, height }, { fill: INK.stage, stroke: INK.frame, rx: 10 }),
    text(x + PAD + 2, y + 33, zh, { size: 22, weight: 700 }),
    text(x + PAD + 10 + widthOf(zh, 22), y + 33, en, { size: 15, fill: INK.soft }),
    ...drawn,
  ].join('\n');
}
