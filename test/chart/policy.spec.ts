import type { Policy } from '@huiyin/workflow';
import fc from 'fast-check';
import { ruleOf } from '../../libs/workflow/src/petition/policy.ts';
import { RULES } from '../../libs/workflow/src/petition/rules.ts';
import { ACase, paths, UNITS } from '../support/a-case.ts';
import { PROVINCE } from '../support/policies.ts';

const given = { policy: PROVINCE };
const NATIONAL = ['notice', 'handling', 'recommendation'] as const;

it('a province’s numbers hold for its cases, and the national ones for all others', () => {
  const transferred = [paths.transferred('2026-03-03', given), paths.transferred('2026-03-03')];
  expect(transferred.map((at) => at.clock('notice').dueOn)).toEqual(['2026-03-10', '2026-03-18']);
  const handled = [paths.handling('2026-03-03', given), paths.handling('2026-03-03')];
  expect(handled.map((at) => at.clock('handling').dueOn)).toEqual(['2026-04-02', '2026-05-02']);
});

it('a late notice lengthens nothing: the handling counts from the province’s last day for it', () => {
  const late = paths.transferred('2026-03-03', given).until('2026-03-20T10:00:00+08:00').send('GIVE_NOTICE');
  expect(late.clock('handling').startOn).toBe('2026-03-10');
});

it('an extension is as long as the province allows, and no longer', () => {
  const handled = paths.handling('2026-03-03', given);
  expect(handled.refusal('REQUEST_EXTENSION', { days: 61 })).toEqual(['extensionWithinLimit']);
  const asked = handled.send('REQUEST_EXTENSION', { days: 60 });
  const extended = asked.send('DECIDE_EXTENSION', { approved: true, reasonNotified: true });
  expect(extended.clock('handling').dueOn).toBe('2026-06-01');
  expect(extended.audit()).toEqual([]);
});

it('what the province leaves out is as it is everywhere', () => {
  const others = (Object.keys(RULES) as (keyof typeof RULES)[]).filter(
    (name) => !(NATIONAL as readonly string[]).includes(name),
  );
  fc.assert(fc.property(fc.constantFrom(...others), (name) => expect(ruleOf(name, given)).toEqual(RULES[name])));
});

it('a recommendation is answered on the province’s ground', () => {
  const recommended = paths.handling('2026-03-03', given).send('RECOMMEND', { to: UNITS.another });
  const { rule, dueOn } = recommended.clock('recommendation');
  expect(dueOn).toBe('2026-04-02');
  expect(ruleOf(rule, recommended.context)).toMatchObject({
    article: '41',
    mark: 'law',
    source: PROVINCE.source,
  });
});

it('a province’s numbers are laid over a change of the national ones, and those over the numbers before', () => {
  const parts = { amount: 10, unit: 'calendar-day', article: '24', mark: 'law' } as const;
  const rules: Policy['rules'] = {
    handling: { ...parts, amount: 45, article: '34' },
    recheck: { ...parts, amount: 45 },
    parts,
  };
  const changeOfLaw: Policy = {
    ...PROVINCE,
    id: 'change-of-law',
    rules,
    limits: { returns: { amount: 3, article: '24', mark: 'law' } },
  };
  const law = { changeOfLaw, policy: PROVINCE } as const;
  const amounts = (numbers: object) =>
    (['handling', 'recheck', 'review'] as const).map((name) => ruleOf(name, numbers).period.amount);
  expect([amounts(law), amounts({ changeOfLaw }), amounts({})]).toEqual([
    [30, 45, 30],
    [45, 45, 30],
    [60, 30, 30],
  ]);
  const joint = paths.handling('2026-03-03', law).send('ADD_PARTY', { unit: UNITS.co });
  expect(joint.clock('parts').dueOn).toBe('2026-03-13');
  const back = (at: ACase) => at.send('OBJECT').send('DECIDE_OBJECTION', { upheld: true });
  const twice = back(back(paths.transferred('2026-03-03', law)).send('TRANSFER', { unit: UNITS.another }));
  expect(twice.state).toMatch(/^routing\.transferring/);
  expect(joint.audit()).toEqual([]);
});

it('the case takes its policy along in its first line', () => {
  const [first] = ACase.registered('2026-03-03', given).history;
  expect(first?.event.data).toMatchObject({ policy: PROVINCE });
  expect(ACase.registered('2026-03-03').context).not.toHaveProperty('policy');
});

it('the numbers that are no periods may differ as well: how often before a petitioner counts as not reached', () => {
  const patient = {
    policy: { ...PROVINCE, limits: { followUpAttempts: { amount: 4, article: '9', mark: 'law' } } },
  } as const;
  const due = (law: typeof patient | typeof given) => paths.served('2026-03-02', law).wait(16);
  const tried = (at: ACase, times: number) =>
    Array.from({ length: times }).reduce<ACase>(
      (each) => each.wait(1).send('RECORD_FOLLOW_UP', { result: 'unreachable' }),
      at,
    );
  expect(tried(due(given), 3).context.round.followUpResult).toBe('unreachable');
  expect(tried(due(patient), 3).context.round.followUpResult).toBeNull();
  expect(tried(due(patient), 4).context.round.followUpResult).toBe('unreachable');
});
