// Which steps may take a case out of somebody's sight. After one of them the rule is asked again, so a step that is called one
// costs a query, and one that is not called so would show what is no longer theirs to see.
import { readFileSync } from 'node:fs';
import { createViewer } from '@huiyin/office';
import type { Role } from '@huiyin/workflow/contract';
import { UnitTree } from '../../libs/office/src/access/directory.ts';
import type { UnitNode } from '../../libs/office/src/access/directory.ts';
import { mayHide } from '../../libs/office/src/access/visibility.ts';
import { paths, UNITS } from '../support/a-case.ts';
import type { ACase } from '../support/a-case.ts';

const file = new URL('../../examples/township/township.json', import.meta.url);
const { units } = JSON.parse(readFileSync(file, 'utf8')) as { units: Omit<UnitNode, 'path'>[] };
const pathOf = (code: string | null): string[] => {
  const unit = units.find((each) => each.code === code);
  return unit ? [...pathOf(unit.parent), unit.code] : [];
};
const tree = new UnitTree(
  units.map((unit) => ({ ...unit, dissolvedOn: null, successor: null, path: pathOf(unit.code) })),
);

function viewer(unit: string, ...roles: Role[]) {
  const node = tree.get(unit);
  if (!node) throw new Error(`no unit ${unit}`);
  return createViewer({ username: 'x', name: 'x', roles }, node);
}
const HANDLER = viewer(UNITS.lead, 'handler');
const VISITOR = viewer('ys-qh-ll-jw', 'follow-up');

const looked = ({ record: { context }, columns: { stage } }: ACase) => ({ context, stage });
const hides = (before: ACase, after: ACase, who = HANDLER) => mayHide(who, looked(before), looked(after), tree);

it('no step of the ordinary path', () => {
  const steps = [paths.accepted(), paths.transferred(), paths.handling(), paths.examined(), paths.opinion()];
  const way = [...steps, paths.approved(), paths.served()];
  way.slice(1).forEach((after, index) => {
    const before = way[index] as ACase;
    for (const who of [HANDLER, VISITOR]) expect(hides(before, after, who)).toBe(false);
  });
});

it('an objection that is upheld, but not one that is raised', () => {
  const raised = paths.transferred().send('OBJECT');
  expect(hides(paths.transferred(), raised)).toBe(false);
  expect(hides(raised, raised.send('DECIDE_OBJECTION', { upheld: true }))).toBe(true);
});

it('a complaint about a unit of this system, but not one about somebody outside', () => {
  const add = (entry: object) => paths.handling().send('ADD_ACCUSED', { add: [entry] });
  expect(hides(paths.handling(), add({ name: '所长', unit: UNITS.lead }))).toBe(true);
  expect(hides(paths.handling(), add({ name: '某公司', outside: true }))).toBe(false);
});

it('a co-handler who is excused, but not one who joins', () => {
  const joined = paths.handling().send('ADD_PARTY', { unit: UNITS.co });
  expect(hides(paths.handling(), joined)).toBe(false);
  expect(hides(joined, joined.send('EXCUSE_PART', { unit: UNITS.co }))).toBe(true);
});

it('a follow-up that finds the matter not solved, from whoever sees it for the follow-up', () => {
  const called = paths.served().wait(20);
  const back = called.send('RECORD_FOLLOW_UP', { result: 'notSolved' });
  expect(hides(called, back, VISITOR)).toBe(true);
  expect(hides(called, back, HANDLER)).toBe(false);
  expect(hides(called, called.send('RECORD_FOLLOW_UP', { result: 'satisfied' }), VISITOR)).toBe(false);
});
