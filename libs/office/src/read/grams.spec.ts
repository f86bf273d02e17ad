import fc from 'fast-check';
import { gramsOf, normalize } from './grams.ts';

it.each([
  ['粉尘', ['粉', '粉尘', '尘']],
  ['𠮷某', ['𠮷', '𠮷某', '某']],
  ['A b', ['a', 'b']],
  ['ＡＢ', ['a', 'ab', 'b']],
  ['  ', []],
])('takes %j apart into %j', (text, grams) => {
  expect(gramsOf(text)).toEqual(grams);
});

it('finds every part of a text by its grams', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(60), fc.nat(60), (text, from, length) => {
      const characters = Array.from(normalize(text));
      const part = characters.slice(from, from + length).join('');
      const grams = new Set(gramsOf(text));
      expect(gramsOf(part).filter((gram) => !grams.has(gram))).toEqual([]);
    }),
  );
});

it('stops at the beginning of a very long text', () => {
  const long = Array.from({ length: 50_000 }, (_, n) => String.fromCodePoint(0x4e00 + (n % 20_000))).join('');
  expect(gramsOf(long).length).toBeLessThanOrEqual(8000);
});
