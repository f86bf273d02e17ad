import { InvalidOrganisation } from '../errors.ts';
import { newPassword, organisationFaults, parseOrganisation } from './organisation.ts';

const unit = (code: string, parent: string | null = null) => ({ code, name: code, kind: 'department', parent });
const person = (username: string, at: string) => ({ username, name: username, unit: at, roles: ['handler'] });
const heir = (code: string, successor: string, dissolvedOn: string | null = '2026-12-01') => {
  return { ...unit(code), dissolvedOn, successor };
};
const gone = (...absences: object[]) => {
  const away = absences.map((each) => ({ username: 'x', from: '2026-12-01', ...each }));
  return { units: [unit('a')], people: [person('x', 'a'), person('y', 'a')], absences: away };
};

function faultsOf(value: unknown): string {
  try {
    return organisationFaults(parseOrganisation(value), { units: [], accounts: [] }).join('\n');
  } catch (error) {
    if (error instanceof InvalidOrganisation) return error.faults.join('\n');
    throw error;
  }
}

it('takes a tree of units and the people in it', () => {
  const organisation = parseOrganisation({ units: [unit('a'), unit('b', 'a')], people: [person('x', 'b')] });
  expect(organisation.people[0]).toMatchObject({ username: 'x', email: null });
});

it.each([
  ['a unit below nothing', { units: [unit('a', 'z')], people: [] }, 'unit a lies below z, which is not there'],
  ['a loop', { units: [unit('a', 'b'), unit('b', 'a')], people: [] }, 'unit a lies below itself'],
  ['a unit twice', { units: [unit('a'), unit('a')], people: [] }, 'unit a stands there twice'],
  ['somebody nowhere', { units: [unit('a')], people: [person('x', 'z')] }, 'x works at z, which is not there'],
  ['somebody twice', { units: [unit('a')], people: [person('x', 'a'), person('x', 'a')] }, 'x stands there twice'],
  ['an unknown kind of unit', { units: [unit('a'), { ...unit('b'), kind: 'castle' }], people: [] }, 'units.1.kind'],
  ['an unknown role', { units: [unit('a')], people: [{ ...person('x', 'a'), roles: ['king'] }] }, 'people.0.roles.0'],
  [
    'an heir without a day',
    { units: [unit('a'), heir('b', 'a', null)], people: [] },
    'no day on which it is dissolved',
  ],
  [
    'an heir that is not there',
    { units: [heir('a', 'z')], people: [] },
    'unit a is succeeded by z, which is not there',
  ],
  ['a unit that is its own heir', { units: [heir('a', 'a')], people: [] }, 'unit a succeeds itself'],
  ['a day that is none', { units: [heir('a', 'a', '2026-02-30')], people: [] }, 'units.0.dissolvedOn'],
  ['a stranger away', gone({ username: 'z' }), 'z is away and has no account'],
  ['a stranger as deputy', gone({ deputy: 'z' }), 'z is to act for x and has no account'],
  ['somebody as their own deputy', gone({ deputy: 'x' }), 'x cannot be their own deputy'],
  ['a leave that ends before it begins', gone({ to: '2026-11-30' }), 'until 2026-11-30, which is before 2026-12-01'],
  ['somebody away twice at once', gone({ to: '2026-12-09' }, { from: '2026-12-09' }), 'x is away twice at once'],
])('refuses %s', (_, value, fault) => {
  expect(faultsOf(value)).toContain(fault);
});

it('takes leaves one after the other, deputies of one another and heirs of one another', () => {
  const away = [
    { username: 'x', to: '2026-12-02', deputy: 'y' },
    { username: 'x', from: '2026-12-03', to: null },
    { username: 'y', kind: 'delegation', deputy: 'x' },
  ];
  const units = [unit('a'), heir('b', 'c'), heir('c', 'b')];
  expect(faultsOf({ ...gone(...away), units })).toBe('');
  expect(parseOrganisation(gone({})).absences).toEqual([
    { username: 'x', kind: 'leave', from: '2026-12-01', to: null, deputy: null },
  ]);
});

it('names every fault at once', () => {
  const faults = faultsOf(gone({ username: 'z', to: '2026-11-30' }, { deputy: 'x' })).split('\n');
  expect(faults).toHaveLength(3);
});

it('makes passwords that can be read out and do not repeat', () => {
  const made = Array.from({ length: 50 }, newPassword);
  expect(new Set(made).size).toBe(50);
  expect(made.every((password) => /^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/.test(password))).toBe(true);
});
