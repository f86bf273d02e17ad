/** What the labs share: chance that can be repeated, the people of the made-up township, and doing things at the same time. */
export { Dice } from './dice.ts';
export { grouped } from './grouped.ts';
export { sideBySide } from './side-by-side.ts';
export { Staff } from './staff.ts';
export { readTownship, staffedUnits } from './township.ts';
