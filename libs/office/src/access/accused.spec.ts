import type { PetitionFacts } from '@huiyin/workflow';
import { areKept, isKeptFrom, keptAway, keptFrom } from './accused.ts';
import { UnitTree } from './directory.ts';
import type { UnitNode } from './directory.ts';

const PATHS = new Map<string, string[]>();
const unit = (
  code: string,
  parent: string | null,
  kind: UnitNode['kind'] = 'department',
  successor: string | null = null,
): UnitNode => {
  const path = [...(parent === null ? [] : (PATHS.get(parent) ?? [])), code];
  PATHS.set(code, path);
  return { code, name: code, kind, parent, path, successor, dissolvedOn: successor && '2026-12-01' };
};
const UNITS = [
  unit('city', null, 'city'),
  unit('city-office', 'city', 'petition-office'),
  unit('county', 'city', 'county'),
  unit('county-office', 'county', 'petition-office'),
  unit('county-inspection', 'county', 'discipline'),
  unit('county-land', 'county'),
  unit('town', 'county', 'township'),
  unit('office', 'town', 'petition-office'),
  unit('inspection', 'town', 'discipline'),
  unit('land', 'town'),
  unit('village', 'town', 'village'),
  unit('group', 'village', 'village'),
  unit('next-village', 'town', 'village'),
  unit('next-town', 'county', 'township'),
  unit('next-land', 'next-town'),
];
const tree = new UnitTree(UNITS);
/** The township, the village and an old land office are no more. */
const REFORMED = new UnitTree([
  ...UNITS.map((each) =>
    each.code === 'town' ? { ...each, dissolvedOn: '2026-12-01', successor: 'next-town' } : each,
  ),
  unit('old-land', 'county', 'department', 'next-land'),
  unit('older-land', 'county', 'department', 'old-land'),
]);

const concern = (facts: Partial<PetitionFacts>, registrar = 'office') => ({
  registrar,
  facts: {
    channel: 'visit',
    purpose: 'appeal',
    receivedOn: '2026-12-01',
    place: 'village',
    groupSize: 1,
    confidential: false,
    contactable: true,
    accusedUnits: [],
    ...facts,
  } satisfies PetitionFacts,
});
const UNKNOWN = { accusedUnknown: true } as const;
const codes = UNITS.map(({ code }) => code);

describe('from whom a petition is kept', () => {
  it.each<[string, Partial<PetitionFacts>, string[]]>([
    ['nobody, where nobody is complained about', {}, []],
    ['the unit complained about', { accusedUnits: ['land'] }, ['land']],
    ['all that are', { accusedUnits: ['village', 'land'] }, ['land', 'village']],
    ['the place, while nobody knows who it is', UNKNOWN, ['village']],
    ['both', { ...UNKNOWN, accusedUnits: ['land'] }, ['land', 'village']],
    ['the village of a confidential matter', { confidential: true }, ['village']],
    ['no other place of a confidential matter', { confidential: true, place: 'town' }, []],
  ])('%s', (_, facts, kept) => {
    expect(keptFrom(concern(facts), tree)).toEqual(kept);
  });

  it('whoever took over from them as well, and whoever was dissolved into these', () => {
    const kept = keptFrom(concern({ accusedUnits: ['town'] }), REFORMED);
    expect(kept).toEqual(['next-town', 'old-land', 'older-land', 'town']);
    expect(codes.filter((code) => isKeptFrom(code, kept, REFORMED))).toEqual([
      ...['town', 'office', 'inspection', 'land', 'village', 'group', 'next-village', 'next-town', 'next-land'],
    ]);
  });

  it('is the same for the people of a unit', () => {
    const kept = keptFrom(concern({ accusedUnits: ['village'] }), tree);
    for (const { code, path } of UNITS) expect(areKept(path, kept)).toBe(isKeptFrom(code, kept, tree));
  });
});

describe('where nobody would be left to see it', () => {
  it('the place gives way, since somebody unknown is no reason to refuse it', () => {
    expect(keptFrom(concern({ ...UNKNOWN, place: 'town' }), tree)).toEqual(['town']);
    expect(keptFrom(concern({ ...UNKNOWN, place: 'county' }), tree)).toEqual(['county']);
    expect(keptFrom(concern({ ...UNKNOWN, place: 'city' }), tree)).toEqual([]);
    expect(keptFrom(concern({ ...UNKNOWN, place: 'city', accusedUnits: ['land'] }), tree)).toEqual(['land']);
  });

  it('a unit that is named does not', () => {
    expect(keptFrom(concern({ accusedUnits: ['city'] }), tree)).toEqual(['city']);
  });
});

describe('to whom it must not go', () => {
  const open = (facts: Partial<PetitionFacts>) => codes.filter((code) => keptAway(code, concern(facts), tree) === null);

  it('of somebody unknown: to nobody but inspection and those above the place', () => {
    expect(open({ ...UNKNOWN, place: 'town' })).toEqual([
      ...['city', 'city-office', 'county', 'county-office', 'county-inspection', 'county-land'],
    ]);
    expect(open(UNKNOWN)).toEqual([
      ...['city', 'city-office', 'county', 'county-office', 'county-inspection', 'county-land'],
      ...['town', 'office', 'inspection', 'land'],
    ]);
    expect(open({ ...UNKNOWN, place: 'city' })).toEqual(['county-inspection', 'inspection']);
  });

  it('of a unit: to nobody below it', () => {
    expect(open({ accusedUnits: ['county'] })).toEqual(['city', 'city-office']);
  });

  it.each([
    ['land', { accusedUnits: ['land'] }, 'accused'],
    ['village', { ...UNKNOWN, accusedUnits: ['village'] }, 'accused'],
    ['group', UNKNOWN, 'unknown'],
    ['next-land', UNKNOWN, 'unknown'],
    ['group', { confidential: true }, 'village'],
    ['nowhere', {}, null],
  ])('%s of %j: %s', (code, facts, why) => {
    expect(keptAway(code, concern(facts), tree)).toBe(why);
  });
});
