/** What the labs share: chance that can be repeated, the people of the made-up township, and small things around a run. */
export { Dice } from './dice.ts';
export { grouped } from './grouped.ts';
export { isOpen } from './is-open.ts';
export { redisArgs, redisVersion } from './redis.ts';
export { sideBySide } from './side-by-side.ts';
export { Staff } from './staff.ts';
export { table } from './table.ts';
export { readTownship, staffedUnits, TOWNSHIP } from './township.ts';
