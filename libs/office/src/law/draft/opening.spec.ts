import type { HistoryEntry, Policy } from '@huiyin/workflow';
import { UnitTree } from '../../access/directory.ts';
import type { UnitNode } from '../../access/directory.ts';
import { NATIONAL_LAW } from '../law.ts';
import type { AreaPolicy } from '../law.ts';
import { openingUnder, withPolicy } from './opening.ts';

const unit = (code: string, path: string[]) => ({ code, path }) as unknown as UnitNode;
const units = new UnitTree([unit('ys', ['ys']), unit('ys-qh', ['ys', 'ys-qh'])]);

function lays(id: string, area: string, validFrom = '2026-01-01'): AreaPolicy {
  const source = { zh: '示例', en: 'example' };
  return { area, policy: { id, source, validFrom, rules: {}, limits: {} } };
}

/** The policy a case registered on 2 March takes along under a draft. */
function policyOf(draft: AreaPolicy, { promised, others = [] }: { promised?: Policy; others?: AreaPolicy[] } = {}) {
  const data = { receivedOn: '2026-03-02', ...(promised && { policy: promised }) };
  const line = { event: { type: 'REGISTER', data }, actor: { account: 'a', unit: 'ys-qh' } } as unknown as HistoryEntry;
  const law = withPolicy({ ...NATIONAL_LAW, policies: others }, draft);
  return (openingUnder({ law, draft, units }, line).data as { policy?: Policy }).policy?.id;
}

it('holds in its area, from its first day on', () => {
  expect(policyOf(lays('draft', 'ys'))).toBe('draft');
  expect(policyOf(lays('draft', 'elsewhere'))).toBeUndefined();
  expect(policyOf(lays('draft', 'ys', '2026-03-03'))).toBeUndefined();
});

it('gives way to what holds nearer, and takes the place of what holds farther', () => {
  const [province, county] = [lays('province', 'ys'), lays('county', 'ys-qh')];
  expect(policyOf(lays('draft', 'ys'), { promised: county.policy, others: [county] })).toBe('county');
  expect(policyOf(lays('draft', 'ys-qh'), { promised: province.policy, others: [province] })).toBe('draft');
});

it('takes the place of the policy whose id, or whose area and first day, it has', () => {
  const promised = lays('province', 'ys').policy;
  const others = [lays('province', 'ys')];
  expect(policyOf(lays('other', 'ys'), { promised, others })).toBe('other');
  // Now valid from a later day on: the case is back to the national numbers.
  expect(policyOf(lays('province', 'ys', '2026-06-01'), { promised, others })).toBeUndefined();
});

it('leaves a case that it does not concern what it was promised, though that policy is not loaded', () => {
  expect(policyOf(lays('draft', 'elsewhere'), { promised: lays('province', 'ys').policy })).toBe('province');
});
