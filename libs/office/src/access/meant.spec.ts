import { unitsCalled, unitsIn, unitsOfPostsIn } from './meant.ts';
import { UnitTree } from './directory.ts';
import type { UnitNode } from './directory.ts';

const unit = (code: string, name: string, path: string[]): UnitNode => {
  const parent = path.at(-1) ?? null;
  return { code, name, kind: 'department', parent, path: [...path, code], dissolvedOn: null, successor: null };
};
const tree = new UnitTree([
  unit('county', '清河县', []),
  unit('county-inspection', '清河县纪委监委', ['county']),
  unit('town', '柳林镇', ['county']),
  unit('inspection', '柳林镇纪委', ['county', 'town']),
  unit('land', '柳林镇自然资源所', ['county', 'town']),
  unit('village', '柳林镇大石村', ['county', 'town']),
  unit('group', '大石村一组', ['county', 'town', 'village']),
]);
const POSTS = [
  { username: 'mayor', name: '柳林镇 镇长', unit: 'town' },
  { username: 'surveyor', name: '柳林镇自然资源所 经办人', unit: 'land' },
];
const codes = (units: { code: string }[]) => units.map(({ code }) => code);

it.each([
  ['柳林镇自然资源所', ['land']],
  [' 柳林镇 自然资源所\u200b', ['land']],
  ['ＬＡＮＤ', ['land']],
  ['柳林镇自然资源所的王某', []],
  ['自然资源所', []],
])('%j is called exactly: %j', (text, expected) => {
  expect(codes(unitsCalled(text, tree))).toEqual(expected);
});

it.each([
  ['柳林镇自然资源所的王某', ['land']],
  ['自然资源所所长', ['land']],
  ['（柳林镇　自然资源所）李所长', ['land']],
  ['柳林镇人民政府', ['town']],
  ['柳林镇纪委', ['inspection']],
  ['清河县纪委', ['county']],
  ['清河县纪委监委', ['county-inspection']],
  ['镇纪委', ['inspection']],
  ['大石村村主任', ['village']],
  ['大石村一组', ['group']],
  ['邻县信访局', []],
])('in %s stand %j', (text, expected) => {
  expect(codes(unitsIn(text, tree))).toEqual(expected);
});

it.each([
  ['镇长张某', ['town']],
  ['柳林镇镇长', ['town']],
  ['经办人', ['land']],
  ['SURVEYOR', ['land']],
  ['路人甲', []],
])('the posts in %s are those of %j', (text, expected) => {
  expect(codes(unitsOfPostsIn(text, POSTS, tree))).toEqual(expected);
});
