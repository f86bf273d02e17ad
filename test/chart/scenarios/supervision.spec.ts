import { ACase, paths, UNITS } from '../../support/a-case.ts';

const assigned = () => paths.accepted('2026-03-02').send('TRANSFER', { unit: UNITS.lead, mode: '交办' });
const upheld = { upheld: true };

describe('a supervision (Art. 40)', () => {
  it.each<[string, () => ACase]>([
    ['overdue', () => paths.handling('2026-03-02').wait(61)],
    ['overdue', () => paths.reviewing('2026-03-02').wait(31)],
    ['overdue', () => paths.rechecking('2026-03-02').wait(31)],
    ['overdue', () => paths.merged('2026-03-02').wait(61)],
    ['procedure', () => paths.transferred('2026-03-02').send('OBJECT').wait(12)],
    ['procedure', () => paths.served('2026-03-02').wait(40)],
    ['notReported', () => assigned().send('GIVE_NOTICE').wait(61)],
    ['procedure', () => ACase.registered('2026-03-02').wait(16)],
    ['procedure', () => paths.transferred('2026-03-02').wait(16).send('GIVE_NOTICE')],
    ['procedure', () => paths.approved('2026-03-02').wait(10)],
    ['notExecuted', () => paths.served('2026-03-02').wait(61)],
    [
      'bounced',
      () => {
        const once = paths.transferred().send('OBJECT').send('DECIDE_OBJECTION', upheld);
        return once.send('TRANSFER', { unit: UNITS.another }).send('OBJECT').send('DECIDE_OBJECTION', upheld);
      },
    ],
  ])('has a ground that the case shows by itself: %s', (ground, arrive) => {
    expect(arrive().columns.tags).toContain('supervisionDue');
    const supervised = arrive().send('SUPERVISE', { ground });
    expect(supervised.context.supervised).toEqual([ground]);
    expect(supervised.columns.tags).not.toContain('supervisionDue');
  });

  it.each(['overdue', 'notReported', 'procedure', 'notExecuted', 'bounced'])(
    'is not ordered for what is not so: %s',
    (ground) => {
      expect(paths.handling().refusal('SUPERVISE', { ground })).toEqual(['groundHolds']);
      expect(paths.handling().columns.tags).not.toContain('supervisionDue');
    },
  );

  it('may find evasion, which only people see', () => {
    expect(paths.handling().send('SUPERVISE', { ground: 'evasion' }).alerts).toEqual([
      'supervised0 supervision 2026-03-02',
    ]);
  });

  it('says what is to be done better, and is answered in writing within 15 days', () => {
    expect(() => paths.handling().send('SUPERVISE', { measures: '' })).toThrow(/measures/);
    const supervised = paths.handling('2026-03-02').send('SUPERVISE');
    expect(supervised.clock('supervision')).toMatchObject({ dueOn: '2026-03-17', status: 'running' });
    expect(supervised.refusal('SUPERVISE')).toEqual(['noAnswerOwed']);
    expect(supervised.wait(16).alerts).toContain('overdue0 supervision 2026-03-18');
    const answered = supervised.send('ANSWER_SUPERVISION');
    expect(answered.clock('supervision').status).toBe('met');
    expect(answered.refusal('ANSWER_SUPERVISION')).toEqual(['answerOwed']);
    expect(answered.wait(1).send('SUPERVISE').clock('supervision-2').dueOn).toBe('2026-03-18');
  });

  it('is not shaken off by ending the case', () => {
    const ended = paths.transferred('2026-03-02').send('SUPERVISE').send('WITHDRAW');
    expect(ended.clock('supervision').status).toBe('running');
    expect(ended.send('ANSWER_SUPERVISION').record.armed).toEqual({});
  });
});

describe('urging (Art. 40)', () => {
  it('reminds whoever owes what comes next, and is counted', () => {
    const urged = paths.handling('2026-03-02').send('URGE').wait(1).send('URGE');
    expect(urged.context.urged).toBe(2);
    expect(urged.alerts).toEqual(['urged0 handling 2026-03-02', 'urged0 handling 2026-03-03']);
  });

  it('reaches those who still have to carry out an opinion of a closed case', () => {
    const closed = paths.served('2026-03-02').wait(16).send('RECORD_FOLLOW_UP').send('CLOSE');
    expect(closed.send('URGE').alerts.at(-1)).toBe('urged0 execution 2026-03-18');
  });
});

describe('a recommendation (Art. 40)', () => {
  const recommended = (to: string = UNITS.lead) => paths.handling('2026-03-02').send('RECOMMEND', { to });

  it.each(['improve', 'policy', 'accountability'])('is one of three: %s', (kind) => {
    expect(paths.handling().send('RECOMMEND', { kind }).context.recommendations).toHaveLength(1);
    expect(() => paths.handling().send('RECOMMEND', { kind: 'praise' })).toThrow(/kind/);
  });

  it('is answered in writing, whether it is adopted or not', () => {
    expect(recommended().clock('recommendation')).toMatchObject({ dueOn: '2026-04-01', status: 'running' });
    const answered = recommended().send('ANSWER_RECOMMENDATION', { number: 1, adopted: 'no' });
    expect(answered.context.recommendations).toEqual([{ to: UNITS.lead, on: '2026-03-02', adopted: 'no' }]);
    expect(answered.clock('recommendation').status).toBe('met');
    expect(answered.refusal('ANSWER_RECOMMENDATION', { number: 1 })).toEqual(['recommendationOpen']);
    expect(answered.refusal('ANSWER_RECOMMENDATION', { number: 2 })).toEqual(['recommendationOpen']);
  });

  it('has the clock of the oldest that is open; an answer to a later one does not stop it', () => {
    const two = recommended().wait(5).send('RECOMMEND', { to: UNITS.another });
    const later = two.send('ANSWER_RECOMMENDATION', { number: 2 });
    expect(later.clock('recommendation')).toMatchObject({ dueOn: '2026-04-01', status: 'running' });
    const overdue = later.wait(40).alerts.filter((alert) => alert.startsWith('overdue0 recommendation'));
    expect(overdue).toEqual(['overdue0 recommendation 2026-04-02']);
  });

  it('goes on with the next, from its own day', () => {
    const two = recommended().wait(5).send('RECOMMEND', { to: UNITS.another });
    const next = two.send('ANSWER_RECOMMENDATION', { number: 1 });
    expect(next.clock('recommendation-2')).toMatchObject({ startOn: '2026-03-07', dueOn: '2026-04-06' });
    expect(next.send('ANSWER_RECOMMENDATION', { number: 2 }).clock('recommendation-2').status).toBe('met');
  });

  it('may be made before any unit has the matter, which may be just what is wrong', () => {
    const idle = ACase.registered('2026-03-02').wait(30).send('RECOMMEND', { to: UNITS.above });
    expect(idle.clock('recommendation').status).toBe('running');
  });

  it('is still to be answered when the case has ended', () => {
    const ended = recommended().send('WITHDRAW');
    expect(ended.wait(31).alerts).toContain('overdue0 recommendation 2026-04-02');
    expect(ended.send('ANSWER_RECOMMENDATION').record.armed).toEqual({});
  });
});
