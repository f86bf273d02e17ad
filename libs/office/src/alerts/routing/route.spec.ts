import type { AlertPayload } from '@huiyin/workflow';
import { LEVELS, ruleOfKind } from '@huiyin/workflow/contract';
import { UnitTree } from '../../access/directory.ts';
import type { UnitNode } from '../../access/directory.ts';
import type { Sensitivity } from './matter.ts';
import { routeOf } from './route.ts';
import { Staff } from './staff.ts';
import type { Away, Person } from './staff.ts';

const TODAY = '2026-12-03';

const unit = (code: string, parent: string | null, more: Partial<UnitNode> = {}): UnitNode => {
  const path = parent === null ? [code] : [...(PATHS.get(parent) ?? []), code];
  PATHS.set(code, path);
  return { code, name: code, kind: 'department', parent, path, dissolvedOn: null, successor: null, ...more };
};
const PATHS = new Map<string, string[]>();

/** A county with its petition office; in it a township with its leaders, its petition office, and two more offices. */
const UNITS = [
  unit('county', null, { kind: 'county' }),
  unit('county-office', 'county', { kind: 'petition-office' }),
  unit('town', 'county', { kind: 'township' }),
  unit('office', 'town', { kind: 'petition-office' }),
  unit('land', 'town'),
  unit('farms', 'town'),
];

const person = (username: string, at: string, ...roles: string[]): Person => {
  return { username, name: username, unit: at, roles, left: false };
};
const PEOPLE = [
  person('director', 'county-office', 'supervisor'),
  person('secretary', 'town', 'leader', 'supervisor'),
  person('mayor', 'town', 'leader'),
  person('clerk', 'office', 'intake'),
  person('head', 'office', 'intake', 'supervisor'),
  person('chief', 'land', 'leader'),
  person('surveyor', 'land', 'handler'),
  person('drafter', 'land', 'handler'),
  person('visitor', 'farms', 'follow-up', 'handler'),
];

const away = (account: string, deputy: string | null = null, more: Partial<Away> = {}): Away => {
  return { account, kind: 'leave', fromOn: '2026-12-01', toOn: '2026-12-05', deputy, ...more };
};

const PAYLOAD: AlertPayload = {
  kind: 'overdue',
  level: 0,
  clock: 'handling',
  rule: 'handling',
  dueOn: TODAY,
  duty: 'unit',
  registrar: 'office',
  unit: 'land',
  assignee: 'surveyor',
  desk: 'land',
};

const OPEN: Sensitivity = { confidential: false, keptFrom: [], recused: [], scope: [] };

interface World {
  readonly units?: readonly UnitNode[];
  readonly people?: readonly Person[];
  readonly absences?: readonly Away[];
  readonly sensitivity?: Partial<Sensitivity>;
}

function route(payload: Partial<AlertPayload>, { units, people, absences, sensitivity }: World = {}) {
  const staff = new Staff(new UnitTree(units ?? UNITS), people ?? PEOPLE, absences ?? [], TODAY);
  return routeOf({ ...PAYLOAD, ...payload }, staff, { ...OPEN, ...sensitivity });
}
const reached = (...given: Parameters<typeof route>) => {
  const { to } = route(...given);
  return to && [to.unit, to.person];
};
const escalated = (level: number) => ({ kind: 'escalation' as const, level });
/** As it would be without somebody. */
const without = (...names: string[]) => PEOPLE.filter(({ username }) => !names.includes(username));
const left = (...names: string[]) =>
  PEOPLE.map((each) => (names.includes(each.username) ? { ...each, left: true } : each));
const WHOLE_LAND = [away('chief'), away('surveyor'), away('drafter')];

it.each<[string, Partial<AlertPayload>, World, unknown]>([
  ['the one who has it in hand', {}, {}, ['land', 'surveyor']],
  ['the desk, when nobody has', { assignee: null }, {}, ['land', null]],
  ['the head', escalated(1), {}, ['land', 'chief']],
  ['the desk of a unit that has no such post', escalated(1), { people: without('chief') }, ['land', null]],
  ['the desk of two leaders', escalated(2), {}, ['town', null]],
  ["the county's petition office", escalated(3), {}, ['county-office', 'director']],
  ['the one who visits', { duty: 'followUp' }, {}, ['farms', 'visitor']],
])('when all are there it reaches %s', (_, payload, world, expected) => {
  expect(reached(payload, world)).toEqual(expected);
  expect(route(payload, world).route).toEqual([expect.objectContaining({ unit: (expected as string[])[0] })]);
});

describe('in any other area', () => {
  const renamed = (kinds: Readonly<Record<string, UnitNode['kind']>>) =>
    UNITS.map((each) => ({ ...each, kind: kinds[each.code] ?? each.kind }));
  const withoutOffice = UNITS.filter(({ code }) => code !== 'county-office');

  it.each<[UnitNode['kind'], UnitNode['kind']]>([
    ['district', 'subdistrict'],
    ['county-city', 'township'],
    ['prefecture', 'township'],
    ['city', 'district'],
    ['province', 'prefecture'],
  ])('level 2 and 3 are found where a %s lies above a %s', (county, town) => {
    const units = renamed({ county, town });
    expect(reached(escalated(2), { units })).toEqual(['town', null]);
    const last = LEVELS[ruleOfKind(town).level ?? 'township'] >= LEVELS.county ? 'office' : 'county-office';
    expect(reached(escalated(3), { units })?.[0]).toBe(last);
  });

  it('level 3 goes to the next government above where the county has no petition office', () => {
    const units = [
      ...withoutOffice.map((each) => ({
        ...each,
        path: ['province', ...each.path],
        parent: each.code === 'county' ? 'province' : each.parent,
      })),
      unit('province', null, { kind: 'province' }),
      unit('provincial-office', 'province', { kind: 'petition-office' }),
    ];
    const people = [...PEOPLE, person('auditor', 'provincial-office', 'supervisor')];
    expect(reached(escalated(3), { units, people })).toEqual(['provincial-office', 'auditor']);
  });
});

describe('somebody who is away', () => {
  it.each<[string, Partial<AlertPayload>, readonly Away[], unknown]>([
    ['their deputy', {}, [away('surveyor', 'drafter')], ['land', 'drafter']],
    ['a deputy of another unit', {}, [away('surveyor', 'head')], ['land', 'head']],
    ['their desk, without a deputy', {}, [away('surveyor')], ['land', null]],
    ['A→B→C', escalated(1), [away('chief', 'surveyor'), away('surveyor', 'drafter')], ['land', 'drafter']],
    ['nobody in a circle', escalated(1), [away('chief', 'surveyor'), away('surveyor', 'chief')], ['town', null]],
    ['the other of two leaders', escalated(2), [away('mayor')], ['town', 'secretary']],
    ['a deputy from the day on', {}, [away('surveyor', 'drafter', { fromOn: TODAY })], ['land', 'drafter']],
    ['a deputy to the last day', {}, [away('surveyor', 'drafter', { toOn: TODAY })], ['land', 'drafter']],
    ['nobody else before', {}, [away('surveyor', 'drafter', { fromOn: '2026-12-04' })], ['land', 'surveyor']],
    ['nobody else after', {}, [away('surveyor', 'drafter', { toOn: '2026-12-02' })], ['land', 'surveyor']],
    ['until further notice', {}, [away('surveyor', 'drafter', { toOn: null })], ['land', 'drafter']],
    [
      'the one who delegated it, when none can',
      {},
      [away('surveyor', null, { kind: 'delegation' })],
      ['land', 'surveyor'],
    ],
    ['the deputy of the one who visits', { duty: 'followUp' }, [away('visitor', 'head')], ['farms', 'head']],
    ['never the handler in their place', { duty: 'followUp' }, [away('visitor', 'surveyor')], ['office', 'head']],
  ])('is passed by: %s', (_, payload, absences, expected) => {
    expect(reached(payload, { absences })).toEqual(expected);
  });

  it('says of each whom it passed by, and why', () => {
    const absences = [away('chief', 'surveyor'), away('surveyor', null, { kind: 'delegation' })];
    expect(route(escalated(1), { absences }).route).toEqual([
      { unit: 'land', person: 'chief', skipped: 'leave' },
      { unit: 'town', person: null, as: 'desk' },
    ]);
  });
});

it.each<[string, World, unknown]>([
  ['a vacant post', { people: left('chief') }, ['town', null]],
  [
    'a vacant post with somebody acting',
    { people: left('chief'), absences: [away('chief', 'drafter', { kind: 'vacancy', toOn: null })] },
    ['land', 'drafter'],
  ],
  ['a whole unit on leave', { absences: WHOLE_LAND }, ['town', null]],
  ['a whole unit and the leaders', { absences: [...WHOLE_LAND, away('mayor'), away('secretary')] }, ['office', 'head']],
  [
    'everybody of the township',
    { people: without(...PEOPLE.map(({ username }) => username).filter((each) => each !== 'director')) },
    ['county-office', 'director'],
  ],
  ['everybody', { people: [] }, null],
])('a head is sought beyond %s', (_, world, expected) => {
  expect(reached(escalated(1), world)).toEqual(expected);
});

it('a duty of a unit on leave goes to the unit above', () => {
  expect(reached({}, { absences: WHOLE_LAND })).toEqual(['town', null]);
  expect(reached({ assignee: null }, { people: without('chief', 'surveyor', 'drafter') })).toEqual(['town', null]);
});

describe('a dissolved unit', () => {
  const dissolved = (more: Partial<UnitNode>, others: Record<string, Partial<UnitNode>> = {}) =>
    UNITS.map((each) => ({ ...each, ...(each.code === 'land' ? { dissolvedOn: TODAY, ...more } : others[each.code]) }));

  it.each<[string, readonly UnitNode[], unknown]>([
    ['its successor', dissolved({ successor: 'farms' }), ['farms', null]],
    [
      'its successor’s successor',
      dissolved({ successor: 'farms' }, { farms: { dissolvedOn: TODAY, successor: 'office' } }),
      ['office', null],
    ],
    ['the unit above when there is none', dissolved({}), ['town', null]],
    [
      'the unit above when they succeed each other',
      dissolved({ successor: 'farms' }, { farms: { dissolvedOn: TODAY, successor: 'land' } }),
      ['town', null],
    ],
    ['itself until the day', dissolved({ successor: 'farms', dissolvedOn: '2026-12-04' }), ['land', 'surveyor']],
  ])('%s', (_, units, expected) => {
    expect(reached({}, { units })).toEqual(expected);
  });
});

it('a tree that runs in a circle comes to an end', () => {
  const circle = UNITS.map((each) => (each.code === 'county' ? { ...each, parent: 'land' } : each));
  expect(
    reached(escalated(1), {
      units: circle,
      people: without('director'),
      absences: [...WHOLE_LAND, away('mayor'), away('secretary')],
    }),
  ).toEqual(['office', 'head']);
  expect(reached(escalated(1), { units: circle, people: [] })).toBeNull();
});

describe('who may not know', () => {
  it.each<[string, Partial<AlertPayload>, World, unknown]>([
    ['recused', {}, { sensitivity: { recused: ['surveyor'] } }, ['land', null]],
    ['a recused head', escalated(1), { sensitivity: { recused: ['chief'] } }, ['town', null]],
    [
      'a recused deputy',
      {},
      { absences: [away('surveyor', 'drafter')], sensitivity: { recused: ['drafter'] } },
      ['land', null],
    ],
    [
      'a deputy who is complained about',
      {},
      { absences: [away('surveyor', 'visitor')], sensitivity: { keptFrom: ['farms'] } },
      ['land', null],
    ],
    [
      'a successor of who is complained about',
      {},
      {
        units: UNITS.map((each) => (each.code === 'farms' ? { ...each, dissolvedOn: TODAY, successor: 'land' } : each)),
        sensitivity: { keptFrom: ['farms', 'land'] },
      },
      ['office', 'head'],
    ],
    ['a deputy who does not see the case', {}, { absences: [away('surveyor', 'visitor')] }, ['land', null]],
    [
      'a deputy who only watches',
      {},
      { people: [...PEOPLE, person('watcher', 'land', 'monitor')], absences: [away('surveyor', 'watcher')] },
      ['land', null],
    ],
    [
      'those above, of a confidential matter',
      escalated(1),
      { absences: WHOLE_LAND, sensitivity: { confidential: true } },
      ['office', 'head'],
    ],
    [
      'a deputy elsewhere, of a confidential matter',
      {},
      { absences: [away('surveyor', 'mayor')], sensitivity: { confidential: true } },
      ['land', null],
    ],
    ['a township that is complained about', escalated(1), { sensitivity: { keptFrom: ['town'] } }, null],
    [
      'nor anybody above it, of a confidential one',
      escalated(3),
      { sensitivity: { keptFrom: ['town'], confidential: true } },
      null,
    ],
  ])('is passed by: %s', (_, payload, world, expected) => {
    expect(reached(payload, world)).toEqual(expected);
  });

  it('a confidential matter whose registrar is all but empty reaches whoever is at work there', () => {
    const world = { absences: [...WHOLE_LAND, away('head')], sensitivity: { confidential: true } };
    expect(reached(escalated(1), world)).toEqual(['office', null]);
  });
});
