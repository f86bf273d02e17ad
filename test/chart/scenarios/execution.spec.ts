import { paths, UNITS } from '../../support/a-case.ts';

const supported = (on: string, data = {}) => paths.approved(on, {}, { outcome: 'support', ...data });

describe('carrying out a supporting opinion (Art. 32)', () => {
  it('is owed from service on, by the day the opinion names or within 60 days', () => {
    expect(supported('2026-03-02').send('SERVE').clock('execution')).toMatchObject({ dueOn: '2026-05-01' });
    const named = supported('2026-03-02', { executeBy: '2026-04-10' }).wait(4).send('SERVE');
    expect(named.clock('execution')).toMatchObject({ startOn: '2026-03-06', dueOn: '2026-04-10', status: 'running' });
  });

  it('is owed the day after service where the day that was named has passed by then', () => {
    const late = supported('2026-03-02', { executeBy: '2026-03-05' }).wait(7).send('SERVE');
    expect(late.clock('execution')).toMatchObject({ startOn: '2026-03-09', dueOn: '2026-03-10', status: 'running' });
  });

  it('is not owed where nothing was promised', () => {
    const explained = paths.served('2026-03-02', {}, { outcome: 'explain' });
    expect(explained.refusal('RECORD_EXECUTION')).toEqual(['executionOwed']);
    expect(paths.examined().refusal('ISSUE_OPINION', { outcome: 'reject', executeBy: '2026-06-01' })).toEqual([
      'outcomeFits',
    ]);
  });

  it('outlives the closing of the case, and climbs there', () => {
    const closed = supported('2026-03-02').send('SERVE').wait(16).send('RECORD_FOLLOW_UP').send('CLOSE');
    expect(closed.state).toBe('closed.concluded');
    const forgotten = closed.wait(60);
    expect(forgotten.alerts).toContain('escalation3 execution 2026-05-09');
    expect(forgotten.refusal('RECORD_FOLLOW_UP')).toEqual(['unknown here']);
    const done = forgotten.send('RECORD_EXECUTION');
    expect(done.clock('execution').status).toBe('breached');
    expect(done.record.armed).toEqual({});
  });

  it('is a ground of supervision when it is refused, after the case was closed as well (Art. 40)', () => {
    const closed = supported('2026-03-02').send('SERVE').wait(16).send('RECORD_FOLLOW_UP').send('CLOSE');
    expect(closed.refusal('SUPERVISE', { ground: 'notExecuted' })).toEqual(['groundHolds']);
    const supervised = closed.wait(60).send('SUPERVISE', { ground: 'notExecuted' });
    expect(supervised.state).toBe('closed.concluded');
    expect(supervised.wait(16).alerts).toContain('overdue0 supervision 2026-06-02');
  });

  it('begins anew with the opinion of a second handling, alerts and all', () => {
    const first = supported('2026-03-02').send('SERVE').wait(55).send('RECORD_FOLLOW_UP', { result: 'notSolved' });
    const second = first.send('HEAR').send('INVESTIGATE').send('ISSUE_OPINION').send('APPROVE_OPINION').send('SERVE');
    expect(second.clock('execution').status).toBe('cancelled');
    expect(second.clock('execution-2')).toMatchObject({ startOn: '2026-04-26', dueOn: '2026-06-25' });
    expect(second.wait(20).alerts.filter((alert) => alert.includes('execution-2'))).toEqual([]);
  });

  it('falls away when the second opinion promises nothing', () => {
    const first = supported('2026-03-02').send('SERVE').wait(16).send('RECORD_FOLLOW_UP', { result: 'notSolved' });
    const second = first.send('HEAR').send('INVESTIGATE').send('ISSUE_OPINION', { outcome: 'explain' });
    expect(second.send('APPROVE_OPINION').send('SERVE').clock('execution').status).toBe('cancelled');
  });

  it.each(['revoke', 'orderAnew'])('falls away with an opinion that a review has undone: %s (Art. 35)', (decision) => {
    const asked = supported('2026-03-02').send('SERVE').send('REQUEST_REVIEW', { organ: UNITS.above });
    expect(asked.send('DECIDE_REVIEW', { decision }).clock('execution').status).toBe('cancelled');
    expect(asked.send('DECIDE_REVIEW', { decision: 'uphold' }).clock('execution').status).toBe('running');
  });
});
