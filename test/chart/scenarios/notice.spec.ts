import { ACase, paths } from '../../support/a-case.ts';

describe('asking the petitioner for more (Art. 19)', () => {
  it('stops no clock: the 15 days of Art. 22 run on', () => {
    const asked = ACase.registered('2026-03-02').send('REQUEST_SUPPLEMENT');
    expect(asked.columns.tags).toContain('awaitingPetitioner');
    expect(asked.clock('transfer')).toMatchObject({ dueOn: '2026-03-17', status: 'running' });
    expect(asked.wait(16).alerts).toContain('overdue0 transfer 2026-03-18');
  });

  it('comes back with what was brought, at the same place of the ladder', () => {
    const brought = ACase.registered('2026-03-02').send('REQUEST_SUPPLEMENT').wait(20).send('SUPPLEMENT');
    expect(brought.state).toBe('acceptance.registered.escalated2');
    expect(brought.alerts.filter((alert) => alert.startsWith('escalation2'))).toHaveLength(1);
  });

  it('is no condition: a petitioner who brings nothing is accepted all the same', () => {
    const asked = ACase.registered().send('REQUEST_SUPPLEMENT');
    expect(asked.send('ACCEPT').columns.stage).toBe('routing');
    expect(asked.refusal('REQUEST_SUPPLEMENT')).toEqual(['unknown here']);
  });
});

describe('the notice to the petitioner (Art. 23)', () => {
  it('is owed where name and address are clear', () => {
    expect(paths.transferred().refusal('GIVE_NOTICE', { method: 'notOwed' })).toEqual(['toldIfOwed']);
  });

  it('is not left out with a refusal or an answer', () => {
    const inquiry = ACase.registered('2026-03-02', { purpose: 'inquiry' });
    expect(ACase.registered().refusal('REFUSE', { notice: 'notOwed' })).toEqual(['toldIfOwed']);
    expect(inquiry.refusal('ANSWER', { method: 'notOwed' })).toEqual(['toldIfOwed']);
    const unknown = ACase.registered('2026-03-02', { purpose: 'inquiry', contactable: false });
    expect(unknown.send('ANSWER', { method: 'notOwed' }).state).toBe('closed.answered');
  });

  const unknown = { contactable: false };

  it('is not owed where they are not; the unit takes the matter up within a time of ours', () => {
    const arrived = paths.transferred('2026-03-02', unknown);
    expect(arrived.clock('notice')).toMatchObject({ rule: 'takeUp', dueOn: '2026-03-17' });
    expect(arrived.send('GIVE_NOTICE', { method: 'notOwed' }).columns.stage).toBe('handling');
    // Whoever left nothing but a mailbox may be told all the same.
    expect(arrived.send('GIVE_NOTICE', { method: 'electronic' }).columns.stage).toBe('handling');
  });

  it('that is not owed leaves everything else as it is: looked into, decided, and put on file', () => {
    const taken = paths.transferred('2026-03-02', unknown).send('GIVE_NOTICE', { method: 'notOwed' });
    expect(taken.refusal('ISSUE_OPINION')).toEqual(['investigated']);
    const decided = taken.send('INVESTIGATE').send('ISSUE_OPINION').send('APPROVE_OPINION');
    expect(decided.send('SERVE', { method: 'onFile' }).context.closing).toEqual({ how: 'onFile', basis: null });
  });

  it('or not: whoever is served in person after all may ask for a review (Art. 35)', () => {
    const taken = paths.transferred('2026-03-02', unknown).send('GIVE_NOTICE', { method: 'notOwed' });
    const served = taken.send('INVESTIGATE').send('ISSUE_OPINION').send('APPROVE_OPINION').send('SERVE');
    expect(served.clock('reviewWindow').status).toBe('running');
    expect(served.send('REQUEST_REVIEW', { organ: 'ys-qh-ll' }).columns.tags).toContain('underReview');
  });

  it('is owed as soon as the petitioner has left an address', () => {
    const asked = ACase.registered('2026-03-02', unknown).send('REQUEST_SUPPLEMENT', { items: ['住址'] });
    const told = asked
      .send('SUPPLEMENT', { contactable: true })
      .send('ACCEPT')
      .send('TRANSFER', { unit: 'ys-qh-ll-zrs' });
    expect(told.clock('notice').rule).toBe('notice');
    expect(told.refusal('GIVE_NOTICE', { method: 'notOwed' })).toEqual(['toldIfOwed']);
  });

  it('is owed within 15 days of receipt by an organ that keeps what it received itself (Art. 23 ¶2)', () => {
    const kept = paths.accepted('2026-03-02').wait(10).send('TRANSFER', { unit: 'ys-qh-ll-xfb' });
    expect(kept.clock('notice')).toMatchObject({ startOn: '2026-03-02', dueOn: '2026-03-17' });
  });

  it('comes before anything is handled', () => {
    expect(paths.transferred().refusal('HEAR')).toEqual(['unknown here']);
    expect(paths.transferred().refusal('ISSUE_OPINION')).toEqual(['unknown here']);
  });
});
