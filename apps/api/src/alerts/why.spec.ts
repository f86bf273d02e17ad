import type { AlertStep } from '@huiyin/workflow/contract';
import { whyHere } from './why.ts';

const AWAY: AlertStep = { unit: 'office', person: 'zhang', skipped: 'leave' };

it.each<[readonly AlertStep[], string | null, string | null]>([
  [[], null, null],
  [[{ unit: 'office', person: 'zhang', as: 'holder' }], null, null],
  [[AWAY, { unit: 'office', person: 'li', as: 'deputy' }], '代张某收件(请假)', 'as deputy of 张某, who is on leave'],
  [[AWAY, { unit: 'town', person: null, as: 'desk' }], '张某请假，转至此处', 'passed on: 张某 is on leave'],
  [[AWAY], '张某请假，且无人可代', '张某 is on leave, and nobody else could be found'],
])('%j', (route, zh, en) => {
  expect([whyHere(route, '张某', 'zh'), whyHere(route, '张某', 'en')]).toEqual([zh, en]);
});

it('names by code what has no name any more', () => {
  expect(whyHere([{ unit: 'office', person: null, skipped: 'dissolved' }], null, 'zh')).toBe(
    'office已撤销，且无人可代',
  );
});
