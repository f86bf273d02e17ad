import { paths, UNITS } from '../../support/a-case.ts';

describe('a hearing in ordinary handling (Art. 31(6))', () => {
  it('stops no clock: only that of the recheck stands still', () => {
    const heard = paths.handling('2026-03-02').send('OPEN_HEARING').wait(20).send('CLOSE_HEARING');
    expect(heard.clock('handling')).toMatchObject({ dueOn: '2026-05-01', exclusions: [], status: 'running' });
    const long = paths.handling('2026-03-02').send('OPEN_HEARING').wait(61);
    expect(long.columns.tags).toEqual(expect.arrayContaining(['hearing', 'overdue']));
  });

  it('comes before the opinion, not instead of it', () => {
    const open = paths.examined().send('OPEN_HEARING');
    expect(open.refusal('ISSUE_OPINION')).toEqual(['unknown here']);
    expect(open.send('CLOSE_HEARING').send('ISSUE_OPINION').columns.stage).toBe('reply');
  });
});

describe('a hearing at the review (Art. 35)', () => {
  it('is not provided for: nothing is left out of its 30 days', () => {
    expect(paths.reviewing().refusal('OPEN_HEARING')).toEqual(['unknown here']);
  });
});

describe('a hearing at the recheck (Art. 36)', () => {
  it('is not counted: the clock stands still, and one of ours runs for the hearing', () => {
    const open = paths.rechecking('2026-03-02').wait(10).send('OPEN_HEARING');
    expect(open.clock('recheck')).toMatchObject({ status: 'paused', pausedOn: '2026-03-12' });
    expect(open.clock('hearing')).toMatchObject({ dueOn: '2026-04-11', status: 'running' });
    const closed = open.wait(14).send('CLOSE_HEARING');
    expect(closed.clock('hearing').status).toBe('met');
    expect(closed.clock('recheck')).toMatchObject({
      dueOn: '2026-04-15',
      status: 'running',
      exclusions: [{ from: '2026-03-12', to: '2026-03-26' }],
    });
  });

  it('is held once, so that nobody gains time by a second', () => {
    const heard = paths.rechecking('2026-03-02').wait(10).send('OPEN_HEARING').wait(14).send('CLOSE_HEARING');
    expect(heard.refusal('OPEN_HEARING')).toEqual(['notHeardYet']);
  });

  it('of a single day changes no date', () => {
    const sameDay = paths.rechecking('2026-03-02').wait(10).send('OPEN_HEARING').send('CLOSE_HEARING');
    expect(sameDay.clock('recheck')).toMatchObject({ dueOn: '2026-04-01', status: 'running' });
  });

  it('that nobody ends climbs like everything else', () => {
    const forgotten = paths.rechecking('2026-03-02').send('OPEN_HEARING').wait(60);
    expect(forgotten.alerts).toContain('escalation3 hearing 2026-04-09');
    expect(forgotten.refusal('DECIDE_RECHECK')).toEqual(['unknown here']);
  });

  it('takes up the reminders again towards the later date', () => {
    const resumed = paths.rechecking('2026-03-02').wait(25).send('OPEN_HEARING').wait(20).send('CLOSE_HEARING');
    expect(resumed.clock('recheck').dueOn).toBe('2026-04-21');
    const reminders = resumed.wait(10).alerts.filter((alert) => alert.startsWith('reminder0 recheck'));
    expect(reminders).toEqual([
      'reminder0 recheck 2026-03-22',
      'reminder0 recheck 2026-04-18',
      'reminder0 recheck 2026-04-20',
    ]);
  });

  it('does not make a late recheck timely', () => {
    const late = paths.rechecking('2026-03-02').wait(40).send('OPEN_HEARING').wait(20).send('CLOSE_HEARING');
    expect(late.wait(1).columns.tags).toContain('overdue');
    expect(late.send('DECIDE_RECHECK').clock('recheck').status).toBe('breached');
  });

  it('alone lets the opinion be published', () => {
    const publish = { publish: true };
    expect(paths.rechecking().refusal('DECIDE_RECHECK', publish)).toEqual(['publishedAfterHearing']);
    const heard = paths.rechecking().send('OPEN_HEARING').send('CLOSE_HEARING');
    expect(heard.send('DECIDE_RECHECK', publish).context.round.remedy).toMatchObject({
      organ: UNITS.top,
      publish: true,
    });
  });
});
