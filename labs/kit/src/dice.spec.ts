import fc from 'fast-check';
import { Dice } from './dice.ts';

it('gives the numbers that the digests of earlier years rest on', () => {
  const dice = new Dice('1').for('case', 7);
  expect(dice.roll('withdraws early')).toBe(0.6402642771136016);
  expect(dice.between('brings/days', 1, 8)).toBe(2);
  expect(dice.shuffled('repeat', [1, 2, 3, 4, 5])).toEqual([3, 2, 5, 1, 4]);
  expect(dice.bytes('salt').toString('hex', 0, 8)).toBe('9ce8934fdcd3c50b');
});

it('a throw does not depend on the throws before it', () => {
  const [one, other] = [new Dice('1'), new Dice('1')];
  other.roll('before');
  other.for('somebody').roll('throw');
  expect(other.roll('throw')).toBe(one.roll('throw'));
});

it('keeps within its bounds, and never chooses what weighs nothing', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const dice = new Dice(seed);
      const day = dice.between('day', 3, 5);
      return (
        day >= 3 && day <= 5 && dice.weighted('which', Object.entries({ never: 0, always: 1, no: 0 })) === 'always'
      );
    }),
  );
});
