import { paths, UNITS } from '../../support/a-case.ts';

const assigned = (on: string, data = {}) =>
  paths.accepted(on).send('TRANSFER', { unit: UNITS.lead, mode: '交办', ...data });

describe('a matter that is assigned, not only transferred (交办, Art. 22)', () => {
  it('is reported back by the day the sender has set, or within 60 days', () => {
    expect(assigned('2026-03-02', { reportBy: '2026-04-15' }).clock('report')).toMatchObject({ dueOn: '2026-04-15' });
    expect(assigned('2026-03-02').clock('report')).toMatchObject({ dueOn: '2026-05-01', status: 'running' });
    expect(paths.accepted().refusal('TRANSFER', { unit: UNITS.lead, mode: '交办', reportBy: '2026-03-02' })).toEqual([
      'limitAhead',
    ]);
  });

  it('owes a report, which one that was only transferred does not', () => {
    expect(paths.transferred().refusal('REPORT_BACK')).toEqual(['reportOwed']);
    const reported = assigned('2026-03-02').send('REPORT_BACK');
    expect(reported.clock('report').status).toBe('met');
    expect(reported.refusal('REPORT_BACK')).toEqual(['reportOwed']);
  });

  it('is reminded of and climbs beside the procedure, whatever stage it is in', () => {
    const silent = assigned('2026-03-02', { reportBy: '2026-03-20' }).send('GIVE_NOTICE').wait(30);
    expect(silent.alerts).toEqual([
      'reminder0 report 2026-03-10',
      'reminder0 report 2026-03-17',
      'reminder0 report 2026-03-19',
      'overdue0 report 2026-03-21',
      'escalation1 report 2026-03-22',
      'escalation2 report 2026-03-24',
      'escalation3 report 2026-03-28',
    ]);
  });

  it('is owed by the next unit, by its own day, when the sender corrects the transfer', () => {
    const corrected = assigned('2026-03-02', { reportBy: '2026-03-12' })
      .wait(3)
      .send('TRANSFER', { unit: UNITS.another, mode: '交办', reportBy: '2026-04-30' });
    expect(corrected.clock('report').status).toBe('cancelled');
    expect(corrected.clock('report-2')).toMatchObject({ dueOn: '2026-04-30', status: 'running' });
    const alerts = corrected
      .send('GIVE_NOTICE')
      .wait(50)
      .alerts.filter((alert) => alert.includes('report-2'));
    expect(alerts).toEqual(['reminder0 report-2 2026-04-20']);
  });

  it('is owed no longer when the unit was not the right one', () => {
    const back = assigned('2026-03-02').send('OBJECT').send('DECIDE_OBJECTION', { upheld: true });
    expect(back.clock('report').status).toBe('cancelled');
    expect(back.send('TRANSFER', { unit: UNITS.co }).refusal('REPORT_BACK')).toEqual(['reportOwed']);
  });

  it('is still to be reported when the case has ended', () => {
    const ended = assigned('2026-03-02').send('WITHDRAW');
    expect(ended.state).toBe('closed.withdrawn');
    expect(ended.clock('report').status).toBe('running');
    expect(ended.wait(61).alerts).toContain('overdue0 report 2026-05-02');
    expect(ended.send('REPORT_BACK').record.armed).toEqual({});
  });
});
