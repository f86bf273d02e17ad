/** The events of an arrow, a line each. */
import type { Move } from '../read/moves.ts';
import { INK, text, widthOf } from './svg.ts';
import type { Point } from './svg.ts';

export const LINE = 17;
/** Sizes of the Chinese name of an event and of the event's own, which stands small beside or beneath it. */
export const NAME = 12;
export const EVENT = 8.5;

/** What has no event, the end of all regions, is called by its English name. */
export const smallName = ({ en, event }: Move): string => event || en;

/** @param at where the first line begins, or where each ends on the left of the arrow */
export function drawLabels(moves: readonly Move[], { x, y }: Point, side: 'left' | 'right'): string {
  return moves
    .map((move, index) => {
      const { zh } = move;
      const top = y + index * LINE;
      const small = smallName(move);
      const left = side === 'right' ? x : x - widthOf(zh, NAME) - 5 - widthOf(small, EVENT);
      return [
        text(left, top, zh, { size: NAME, weight: 600 }),
        text(left + widthOf(zh, NAME) + 5, top, small, { size: EVENT, fill: INK.soft }),
      ].join('');
    })
    .join('\n');
}
