import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonical } from '../../libs/workflow/src/engine/chain.ts';

/** The package's types describe its CommonJS module object; under ESM the default import is the function itself. */
const byLibrary = canonicalize as unknown as (value: unknown) => string;

it('writes what the library for RFC 8785 writes', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), (value) => {
      expect(canonical(value)).toBe(byLibrary(value));
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  [
    'the example of the standard for numbers',
    [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27, -0],
    '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
  ],
  [
    'members by UTF-16 code units',
    { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5 },
    '{"\\r":2,"1":4,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
  ],
  ['members that are undefined left out, as the database does', { b: undefined, a: [undefined] }, '{"a":[null]}'],
])('%s', (_, value, text) => {
  expect(canonical(value)).toBe(text);
});
