// A stage, or the side duties: a heading, the cards beneath each other, then what may happen in all of them.
import { cardOf, drawCard, drawMove, movesOf } from './card.mjs';
import { INK, rect, text, widthOf } from './svg.mjs';

export const BOX_WIDTH = 320;
const PAD = 12;
const HEAD = 50;
const REGION = 24;
const LINE = 18;

/** @param states to be drawn as cards, @param moves that are possible in each of them */
export function boxOf({ key, zh, en, states, moves, note }, { DUTIES, shown }) {
  const cards = states.map((state) => cardOf(state, { DUTIES, shown, width: BOX_WIDTH - 2 * PAD }));
  const rows = cards.flatMap((card, index) => [
    ...(card.region && card.region.key !== cards[index - 1]?.region?.key ? [regionRow(card.region)] : []),
    { height: card.height + 8, draw: (x, y) => drawCard(card, x, y) },
  ]);
  const lines = movesOf(moves, BOX_WIDTH - 2 * PAD - 24);
  const everywhere = lines.length > 0 ? everywhereRows(lines, note) : [];
  const all = [...rows, ...everywhere];
  const height = HEAD + all.reduce((sum, row) => sum + row.height, 0) + 4;
  return { key, zh, en, rows: all, height };
}

function regionRow({ zh, en }) {
  const draw = (x, y) =>
    [
      text(x + 2, y + 14, `∥ ${zh}`, { size: 12.5, weight: 600, fill: INK.line }),
      text(x + 22 + widthOf(zh, 12.5), y + 14, en, { size: 10.5, fill: INK.soft }),
    ].join('');
  return { height: REGION, draw };
}

function everywhereRows(lines, note) {
  const heading = {
    height: REGION,
    draw: (x, y) => text(x + 12, y + 15, note, { size: 10.5, fill: INK.soft }),
  };
  const rows = lines.map((line) => ({
    height: LINE,
    draw: (x, y) => drawMove(line, x + 12, y + 13, BOX_WIDTH - 2 * PAD - 24),
  }));
  return [...(note ? [heading] : []), ...rows, { height: 8, draw: () => '' }];
}

export function drawBox({ zh, en, rows, height }, { x, y }) {
  let top = y + HEAD;
  const drawn = rows.map((row) => {
    const svg = row.draw(x + PAD, top);
    top += row.height;
    return svg;
  });
  return [
    rect(x, y, BOX_WIDTH, height, { fill: INK.stage, stroke: INK.frame, rx: 10 }),
    text(x + PAD + 2, y + 33, zh, { size: 22, weight: 700 }),
    text(x + PAD + 10 + widthOf(zh, 22), y + 33, en, { size: 15, fill: INK.soft }),
    ...drawn,
  ].join('\n');
}
