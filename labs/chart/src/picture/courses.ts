/** Where the arrow between two stages runs. Places along a box are shares of its width. */
import type { Stage } from '@huiyin/workflow/contract';

/** Straight across between neighbours of one row, at the same height. */
export interface Level {
  readonly way: 'level';
  /** So much lower, for the way back. */
  readonly drop: number;
}

/** From row to row. */
export interface Upright {
  readonly way: 'upright';
  readonly leaves: number;
  readonly arrives: number;
  /** How far above the lower row it turns; 0 where it goes straight. */
  readonly lane: number;
  /** On which side of the line its words stand, where it leaves. */
  readonly words: 'left' | 'right';
}

/** Above the upper row. */
export interface Over {
  readonly way: 'over';
  readonly leaves: number;
  readonly arrives: number;
  readonly lane: number;
}

/** Beneath the lower row, from a box's left side to a box's right side. */
export interface Under {
  readonly way: 'under';
}

export type Course = Level | Upright | Over | Under;

const level = (drop = 0): Level => ({ way: 'level', drop });
const over = (leaves: number, arrives: number, lane: number): Over => ({ way: 'over', leaves, arrives, lane });
const upright = (words: Upright['words'], leaves: number, arrives = leaves, lane = 0): Upright => ({
  way: 'upright',
  leaves,
  arrives,
  lane,
  words,
});

export const COURSES: Readonly<Partial<Record<`${Stage} ${Stage}`, Course>>> = {
  'acceptance routing': level(),
  'routing handling': level(),
  'reply followUp': level(),
  'followUp closed': level(),
  'closed followUp': level(110),
  'acceptance handling': over(0.7, 0.3, 22),
  'handling acceptance': over(0.7, 0.3, 52),
  'reply closed': { way: 'under' },
  'closed acceptance': upright('right', 0.06),
  'acceptance closed': upright('right', 0.45),
  'routing closed': upright('right', 0.15, 0.66, 128),
  'handling closed': upright('left', 0.04, 0.82, 112),
  'handling followUp': upright('right', 0.12, 0.55, 96),
  'followUp routing': upright('left', 0.05),
  'followUp handling': upright('right', 0.78, 0.36, 80),
  'reply handling': upright('left', 0.48),
  'handling reply': upright('right', 0.54),
};
