/** A line for each event that is possible in a state, or two where the states it leads to do not fit beside its name. */
import { Fault } from '@huiyin/tools/fault';
import type { Move } from '../read/moves.ts';
import { dot, INK, text, widthOf } from './svg.ts';
import type { Point } from './svg.ts';

export interface Line {
  /** Null on the second line of an event. */
  readonly move: Move | null;
  /** Where it leads, at the end of the line; empty where that stands on the next. */
  readonly leads: string;
}

const EVENT = 8.5;
const NAME = 12;

export function linesOf(moves: readonly Move[], width: number): Line[] {
  return moves.filter(({ kind }) => kind !== 'done').flatMap((move) => linesOfMove(move, width));
}

function linesOfMove(move: Move, width: number): Line[] {
  const leads = move.targets.length > 0 ? `→ ${move.targets.map(({ zh }) => zh).join(' / ')}` : '';
  const needed = 11 + widthOf(nameOf(move), NAME) + 6 + widthOf(move.event, EVENT) + 10 + widthOf(leads, NAME);
  if (leads === '' || needed <= width) return [{ move, leads }];
  mustFit(leads, widthOf(leads, NAME), width);
  return [
    { move, leads: '' },
    { move: null, leads },
  ];
}

export function drawLine({ move, leads }: Line, { x, y }: Point, width: number): string {
  const end = leads ? [text(x + width, y, leads, { size: NAME, anchor: 'end', fill: INK.line })] : [];
  if (move === null) return end.join('');
  const { event, kind, bases } = move;
  const name = nameOf(move);
  return [
    ...bases.slice(0, 1).map(({ mark }) => dot(x + 3, y - 4, mark)),
    text(x + 11, y, name, { size: NAME, style: kind === 'timer' ? 'italic' : undefined }),
    text(x + 17 + widthOf(name, NAME), y, event, { size: EVENT, fill: INK.soft }),
    ...end,
  ].join('');
}

/** Of a timer only what it says of its clock: the card says already which clock it is. */
const nameOf = ({ zh }: Move): string => zh.slice(zh.lastIndexOf('：') + 1);

/** Words that are cut off are read by nobody. @throws Fault */
export function mustFit(words: string, needed: number, width: number): void {
  if (needed > width) throw new Fault(`'${words}' is too long for the picture: shorten it in labs/chart/src/words`);
}
