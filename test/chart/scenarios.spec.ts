import { ACase, paths } from '../support/a-case.ts';

const midnight = (on: string) => `${on}T00:00:00+08:00`;

describe('the deadlines of the ordinary path', () => {
  it.each([
    [
      'register and transfer within 15 days of receipt (Art. 22)',
      () => ACase.registered('2026-04-20'),
      'transfer',
      '2026-05-05',
    ],
    [
      'objection within 5 working days of the transfer (Art. 23)',
      () => paths.transferred('2026-02-10'),
      'objection',
      '2026-02-24',
    ],
    ['notice within 15 days of the transfer (Art. 23)', () => paths.transferred('2026-02-05'), 'notice', '2026-02-20'],
    ['handling within 60 days of acceptance (Art. 34)', () => paths.handling('2026-07-20'), 'handling', '2026-09-18'],
    [
      'service within 5 working days, ours',
      () => paths.opinion('2026-02-10').send('APPROVE_OPINION'),
      'service',
      '2026-02-24',
    ],
    ['follow-up on the 15th day after service', () => paths.served('2026-09-01'), 'followUp', '2026-09-16'],
    [
      'review window of 30 days, rolled over a holiday (Art. 35)',
      () => paths.served('2026-09-01'),
      'reviewWindow',
      '2026-10-08',
    ],
  ])('%s', (_, arrive, clock, dueOn) => {
    expect(arrive().clock(clock)).toMatchObject({ dueOn, status: 'running' });
  });

  it('counts from the day of receipt, not from the day it was typed in', () => {
    const late = ACase.registered('2026-03-20', { receivedOn: '2026-03-02' });
    expect(late.clock('transfer').dueOn).toBe('2026-03-17');
    expect(late.untilNext().alerts).toEqual(['overdue0 transfer 2026-03-20', 'escalation1 transfer 2026-03-20']);
  });

  it('starts the 60 days on the 15th day at the latest, however late the notice', () => {
    const late = paths.transferred('2026-03-02').wait(40).send('GIVE_NOTICE');
    expect(late.clock('handling')).toMatchObject({ startOn: '2026-03-17', dueOn: '2026-05-16' });
    expect(late.clock('notice').status).toBe('breached');
  });

  it('keeps its own rule for what is no appeal: the 60 days of Art. 34 are for appeals', () => {
    expect(paths.handling('2026-03-02', { purpose: 'suggestion' }).clock('handling').rule).toBe('otherMatter');
  });
});

describe('a case nobody touches', () => {
  it('is reminded of, goes overdue, climbs three levels and never falls silent', () => {
    expect(ACase.registered('2026-03-02').wait(45).alerts).toEqual([
      'reminder0 transfer 2026-03-07',
      'reminder0 transfer 2026-03-14',
      'reminder0 transfer 2026-03-16',
      'overdue0 transfer 2026-03-18',
      'escalation1 transfer 2026-03-19',
      'escalation2 transfer 2026-03-21',
      'escalation3 transfer 2026-03-25',
      'escalation3 transfer 2026-04-01',
      'escalation3 transfer 2026-04-08',
      'escalation3 transfer 2026-04-15',
    ]);
  });

  it('is on time to the last instant of its day and overdue with the next', () => {
    const due = ACase.registered('2026-03-02').until(Date.parse(midnight('2026-03-18')) - 1);
    expect(due.columns.tags).toEqual(['dueSoon']);
    expect(due.until(midnight('2026-03-18')).columns.tags).toEqual(['overdue', 'supervisionDue']);
  });

  it('does not begin its ladder again when it moves on within the same duty', () => {
    const accepted = ACase.registered('2026-03-02').wait(18).send('ACCEPT');
    expect(accepted.state).toBe('routing.transferring.escalated1');
    expect(accepted.wait(3).alerts.slice(3)).toEqual([
      'overdue0 transfer 2026-03-18',
      'escalation1 transfer 2026-03-19',
      'escalation2 transfer 2026-03-21',
    ]);
  });
});

describe('refusing', () => {
  it('takes the ground of litigation for visits only (Art. 20)', () => {
    const letter = ACase.registered('2026-03-02', { channel: 'letter' });
    expect(() => letter.send('REFUSE', { basis: 'litigation-visit' })).toThrow(/does not accept/);
  });

  it.each(['same-matter-at-higher-organ', 'litigation-visit', 'recheck-concluded'])(
    'closes on the ground %s',
    (basis) => {
      const refused = ACase.registered().send('REFUSE', { basis });
      expect(refused.state).toBe('closed.refused');
      expect(refused.context.closing).toEqual({ how: 'refused', basis });
    },
  );

  it('knows no other ground', () => {
    expect(() => ACase.registered().send('REFUSE', { basis: 'the panel gave it five points' })).toThrow(/basis/);
  });
});

describe('routing', () => {
  it('never sends a matter to the unit it complains about', () => {
    const accusing = ACase.registered('2026-03-02', { accusedUnits: ['ys-qh-ll-ds'] }).send('ACCEPT');
    expect(() => accusing.send('TRANSFER', { unit: 'ys-qh-ll-ds' })).toThrow(/does not accept TRANSFER/);
    expect(accusing.send('TRANSFER', { unit: 'ys-qh-ll-jw' }).state).toBe('routing.noticing');
  });

  it('takes it back when the objection is upheld, with five working days to send it on', () => {
    const back = paths.transferred('2026-03-02').send('OBJECT').send('DECIDE_OBJECTION', { upheld: true });
    expect(back.state).toBe('routing.transferring.within10');
    expect(back.context).toMatchObject({ unit: null, returnedBy: ['ys-qh-ll-zrs'] });
    expect(back.clock('transfer-2')).toMatchObject({ rule: 'retransfer', dueOn: '2026-03-09' });
    expect(back.clock('notice').status).toBe('cancelled');
  });

  it('leaves it with the unit when the objection is not upheld, which cannot object again', () => {
    const stays = paths.transferred('2026-03-02').send('OBJECT').send('DECIDE_OBJECTION', { upheld: false });
    expect(stays.context.unit).toBe('ys-qh-ll-zrs');
    expect(stays.clock('notice').status).toBe('running');
    expect(() => stays.send('OBJECT')).toThrow(/does not accept OBJECT/);
  });

  it('can be corrected by the sender until notice is given, with a fresh receipt', () => {
    const corrected = paths.transferred('2026-03-02').wait(3).send('TRANSFER', { unit: 'ys-qh-ll-rsz' });
    expect(corrected.context.unit).toBe('ys-qh-ll-rsz');
    expect(corrected.clock('notice').status).toBe('cancelled');
    expect(corrected.clock('notice-2')).toMatchObject({ startOn: '2026-03-05', status: 'running' });
    expect(() => corrected.send('TRANSFER', { unit: 'ys-qh-ll-rsz' })).toThrow(/does not accept/);
    expect(() => corrected.send('GIVE_NOTICE').send('TRANSFER', { unit: 'ys-qh-ll-zrs' })).toThrow(/does not accept/);
  });

  it('hears no objection after the window', () => {
    expect(() => paths.transferred('2026-03-02').wait(8).send('OBJECT')).toThrow(/does not accept OBJECT/);
  });

  it('keeps the notice clock running while an objection is decided', () => {
    const slow = paths.transferred('2026-03-02').wait(4).send('OBJECT').wait(20);
    expect(slow.alerts).toContain('overdue0 notice 2026-03-18');
    expect(slow.alerts).toContain('overdue0 objectionDecision 2026-03-14');
  });
});

describe('handling', () => {
  it('gives no opinion before hearing and investigating', () => {
    expect(() => paths.handling().send('ISSUE_OPINION')).toThrow(/does not accept/);
    expect(() => paths.handling().send('HEAR').send('ISSUE_OPINION')).toThrow(/does not accept/);
  });

  it('is extended once, by at most 30 days, when approved and the reason was told', () => {
    const extended = paths
      .handling('2026-07-20')
      .send('REQUEST_EXTENSION', { days: 30 })
      .send('DECIDE_EXTENSION', { approved: true, reasonNotified: true });
    expect(extended.clock('handling')).toMatchObject({ dueOn: '2026-10-18', extensionDays: 30, status: 'running' });
    expect(() => extended.send('REQUEST_EXTENSION', { days: 1 })).toThrow(/does not accept/);
    expect(paths.handling().refusal('REQUEST_EXTENSION', { days: 31 })).toEqual(['extensionWithinLimit']);
  });

  it('starts the reminders anew towards the extended date', () => {
    const extended = paths
      .handling('2026-07-20')
      .wait(55)
      .send('REQUEST_EXTENSION', { days: 30 })
      .send('DECIDE_EXTENSION', { approved: true, reasonNotified: true });
    expect(extended.state).toBe('handling.working.onTime');
    expect(extended.wait(40).alerts.filter((alert) => alert.includes('handling'))).toEqual([
      'reminder0 handling 2026-09-08',
      'reminder0 handling 2026-10-08',
      'reminder0 handling 2026-10-15',
      'reminder0 handling 2026-10-17',
      'overdue0 handling 2026-10-19',
      'escalation1 handling 2026-10-20',
      'escalation2 handling 2026-10-22',
    ]);
  });

  it('is not extended once the limit is over', () => {
    expect(() => paths.handling().wait(61).send('REQUEST_EXTENSION', { days: 10 })).toThrow(/does not accept/);
  });

  it('may ask again after a declined request', () => {
    const declined = paths.handling().send('REQUEST_EXTENSION').send('DECIDE_EXTENSION', { approved: false });
    expect(declined.clock('handling').extensionDays).toBe(0);
    expect(declined.send('REQUEST_EXTENSION').context.extension?.status).toBe('requested');
  });

  it('ends with the approved opinion, so a returned draft does not stop the clock', () => {
    const returned = paths.opinion('2026-03-02').send('RETURN_OPINION').wait(70);
    expect(returned.columns.tags).toContain('overdue');
    const done = returned.send('ISSUE_OPINION').send('APPROVE_OPINION');
    expect(done.clock('handling').status).toBe('breached');
  });
});

describe('after the reply', () => {
  it('calls for the follow-up on the 15th day, to be done within five working days', () => {
    const called = paths.served('2026-03-02').wait(15);
    expect(called.alerts.at(-1)).toBe('followUpDue0 followUp 2026-03-17');
    expect(called.columns.tags).toContain('followUpDue');
    expect(called.clock('visit').dueOn).toBe('2026-03-24');
  });

  it('takes no follow-up before its day, nor from somebody who handled the matter', () => {
    expect(() => paths.served().wait(14).send('RECORD_FOLLOW_UP')).toThrow(/does not accept/);
    expect(() => paths.served().wait(16).send('RECORD_FOLLOW_UP', {}, 'handler')).toThrow(/does not accept/);
  });

  it('ends by itself when the petitioner is satisfied and the review window is over', () => {
    const visited = paths.served('2026-03-02').wait(16).send('RECORD_FOLLOW_UP', { result: 'satisfied' });
    expect(visited.columns.stage).toBe('followUp');
    const over = visited.until(midnight('2026-04-02'));
    expect(over.state).toBe('closed.concluded');
    expect(Object.keys(over.record.armed)).toEqual([expect.stringContaining('petition.execution')]);
  });

  it('does not end without a follow-up, however long the window is over', () => {
    const forgotten = paths.served('2026-03-02').wait(60);
    expect(forgotten.columns.stage).toBe('followUp');
    expect(forgotten.columns.tags).toContain('escalated');
    expect(forgotten.send('RECORD_FOLLOW_UP').state).toBe('closed.concluded');
  });

  it('goes back to handling with a fresh short clock when it is not solved', () => {
    const again = paths.served('2026-03-02').wait(16).send('RECORD_FOLLOW_UP', { result: 'notSolved' });
    expect(again.state).toBe('handling.working.onTime');
    expect(again.context).toMatchObject({ round: { number: 2, heard: false, investigated: false } });
    expect(again.clock('handling-2')).toMatchObject({ rule: 'rework', dueOn: '2026-04-17' });
    expect(again.clock('reviewWindow').status).toBe('cancelled');
    expect(() => again.send('REQUEST_EXTENSION')).toThrow(/does not accept/);
  });

  it('counts a petitioner as unreachable only after attempts on three days', () => {
    const inVain = { result: 'unreachable' };
    const once = paths.served('2026-03-02').wait(16).send('RECORD_FOLLOW_UP', inVain);
    expect(() => once.send('RECORD_FOLLOW_UP', inVain)).toThrow(/does not accept/);
    const twice = once.wait(1).send('RECORD_FOLLOW_UP', inVain);
    expect([once, twice].map((each) => each.context.round.followUpResult)).toEqual([null, null]);
    const thrice = twice.wait(1).send('RECORD_FOLLOW_UP', inVain);
    expect(thrice.context.round).toMatchObject({ followUpAttempts: 3, followUpResult: 'unreachable' });
    expect(() => thrice.send('CLOSE')).toThrow(/does not accept/);
    expect(thrice.wait(30).state).toBe('closed.concluded');
  });

  it('ends early only with the petitioner’s signed acceptance, and only after the follow-up', () => {
    expect(() => paths.served().wait(16).send('CLOSE')).toThrow(/does not accept/);
    const closed = paths.served().wait(16).send('RECORD_FOLLOW_UP').send('CLOSE');
    expect(closed.state).toBe('closed.concluded');
    expect(closed.clock('reviewWindow').status).toBe('cancelled');
  });

  it('counts from the day of service, when that was before it was recorded', () => {
    const approved = paths.opinion('2026-03-02').send('APPROVE_OPINION').wait(3);
    expect(approved.send('SERVE', { servedOn: '2026-03-03' }).clock('reviewWindow').startOn).toBe('2026-03-03');
    expect(approved.wait(20).send('SERVE', { servedOn: '2026-03-04' }).clock('service').status).toBe('met');
    expect(approved.wait(20).send('SERVE').clock('service').status).toBe('breached');
    expect(() => approved.send('SERVE', { servedOn: '2026-03-01' })).toThrow(/does not accept/);
    expect(() => approved.send('SERVE', { servedOn: '2026-03-06' })).toThrow(/does not accept/);
  });
});
