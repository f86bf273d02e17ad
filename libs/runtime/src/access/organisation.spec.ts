import { InvalidOrganisation, newPassword, parseOrganisation } from './organisation.ts';

const unit = (code: string, parent: string | null = null) => ({ code, name: code, kind: 'department', parent });
const person = (username: string, at: string) => ({ username, name: username, unit: at, roles: ['handler'] });

function faultsOf(value: unknown): string {
  try {
    parseOrganisation(value);
    return '';
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
  ['an unknown role', { units: [unit('a')], people: [{ ...person('x', 'a'), roles: ['king'] }] }, 'people.0.roles.0'],
])('refuses %s', (_, value, fault) => {
  expect(faultsOf(value)).toContain(fault);
});

it('makes passwords that can be read out and do not repeat', () => {
  const made = Array.from({ length: 50 }, newPassword);
  expect(new Set(made).size).toBe(50);
  expect(made.every((password) => /^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/.test(password))).toBe(true);
});
