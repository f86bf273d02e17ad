import { nearest } from './nearest.ts';

const NAMES = ['accounts', 'audit', 'calendar', 'draft', 'migrate', 'migrate-cases'];

it.each([
  ['account', 'accounts'],
  ['audti', 'audit'],
  ['calender', 'calendar'],
  ['cal', 'calendar'],
  ['migrate-case', 'migrate-cases'],
  ['migarte', 'migrate'],
])('%s was meant to be %s', (word, name) => {
  expect(nearest(word, NAMES)).toBe(name);
});

it.each(['', 'a', 'mi', 'simulate', 'start'])('“%s” is near to none', (word) => {
  expect(nearest(word, NAMES)).toBeUndefined();
});
