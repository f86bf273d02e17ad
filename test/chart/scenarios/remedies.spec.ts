import { newRound } from '../../../libs/workflow/src/petition/context.ts';
import type { ACase } from '../../support/a-case.ts';
import { paths, UNITS } from '../../support/a-case.ts';

const above = { organ: UNITS.above };
const top = { organ: UNITS.top };

describe('复查 (Art. 35)', () => {
  it('can be asked for within 30 days of service, rolled over a holiday', () => {
    const served = paths.served('2026-09-01');
    expect(served.clock('reviewWindow').dueOn).toBe('2026-10-08');
    expect(served.until('2026-10-08T20:00:00+08:00').send('REQUEST_REVIEW', above).columns.tags).toContain(
      'underReview',
    );
    expect(served.wait(38).refusal('REQUEST_REVIEW', above)).toEqual(['requestDateSound']);
  });

  it('is heard late when it was asked for in time: days in the post do not count (民事诉讼法第八十五条)', () => {
    const lapsed = paths.served('2026-03-02').wait(33);
    expect(lapsed.columns.stage).toBe('followUp');
    const posted = lapsed.send('REQUEST_REVIEW', { ...above, requestedOn: '2026-04-01' });
    // The organ's 30 days begin with receipt all the same.
    expect(posted.clock('review')).toMatchObject({ startOn: '2026-04-04', dueOn: '2026-05-04', status: 'running' });
    expect(lapsed.refusal('REQUEST_REVIEW', { ...above, requestedOn: '2026-04-02' })).toEqual(['requestDateSound']);
  });

  it('is heard even if the case was closed meanwhile, and the follow-up is not made again', () => {
    const closed = paths.served('2026-03-02').wait(16).send('RECORD_FOLLOW_UP').wait(20);
    expect(closed.state).toBe('closed.concluded');
    const posted = closed.send('REQUEST_REVIEW', { ...above, requestedOn: '2026-03-30' });
    expect(posted.context.closing).toBeNull();
    expect(posted.record.value).toMatchObject({ procedure: { followUp: { visit: 'recorded' } } });
    expect(posted.send('DECIDE_REVIEW').wait(31).state).toBe('closed.concluded');
    expect(closed.refusal('REQUEST_REVIEW', above)).toEqual(['requestDateSound']);
  });

  it('stays open for its 30 days to a petitioner who has accepted in writing and thinks better of it', () => {
    const closed = paths.served('2026-03-02').wait(16).send('RECORD_FOLLOW_UP').send('CLOSE');
    expect(closed.wait(5).send('REQUEST_REVIEW', above).columns.tags).toContain('underReview');
    expect(closed.wait(20).refusal('REQUEST_REVIEW', above)).toEqual(['requestDateSound']);
  });

  it('was asked for neither before service nor tomorrow', () => {
    const served = paths.served('2026-03-02').wait(5);
    expect(served.refusal('REQUEST_REVIEW', { ...above, requestedOn: '2026-03-01' })).toEqual(['requestDateSound']);
    expect(served.refusal('REQUEST_REVIEW', { ...above, requestedOn: '2026-03-08' })).toEqual(['requestDateSound']);
  });

  it('goes to the unit above, never to the one that decided nor to one that is complained about', () => {
    expect(paths.served().refusal('REQUEST_REVIEW', { organ: UNITS.lead })).toEqual(['organNamed']);
    expect(paths.served().refusal('REQUEST_REVIEW')).toEqual(['organNamed']);
    const accusing = paths.served('2026-03-02', { accusedUnits: [UNITS.above] });
    expect(accusing.refusal('REQUEST_REVIEW', above)).toEqual(['recipientNotAccused']);
  });

  it('counts the 30 days of the organ from receipt, also when it is recorded later', () => {
    const served = paths.served('2026-03-02').wait(10);
    const asked = served.send('REQUEST_REVIEW', { ...above, requestedOn: '2026-03-05', receivedOn: '2026-03-09' });
    expect(asked.clock('review')).toMatchObject({ startOn: '2026-03-09', dueOn: '2026-04-08' });
    expect(served.refusal('REQUEST_REVIEW', { ...above, receivedOn: '2026-03-20' })).toEqual(['requestDateSound']);
    const backwards = { ...above, requestedOn: '2026-03-10', receivedOn: '2026-03-09' };
    expect(served.refusal('REQUEST_REVIEW', backwards)).toEqual(['requestDateSound']);
  });

  it('was decided in time if it was served in time, whenever that is recorded', () => {
    const asked = paths.reviewing('2026-03-02').wait(32);
    expect(asked.send('DECIDE_REVIEW', { servedOn: '2026-03-31' }).clock('review').status).toBe('met');
    expect(asked.send('DECIDE_REVIEW').clock('review').status).toBe('breached');
  });

  it('that changes a rejection into support has that carried out (Art. 32)', () => {
    const rejected = paths.served('2026-03-02', {}, { outcome: 'reject' }).send('REQUEST_REVIEW', above);
    const changed = rejected.send('DECIDE_REVIEW', { decision: 'change', outcome: 'support' });
    expect(changed.context.round.outcome).toBe('support');
    expect(changed.send('RECORD_EXECUTION').clock('execution').status).toBe('met');
    const back = paths.reviewing().send('DECIDE_REVIEW', { decision: 'change', outcome: 'reject' });
    expect(back.clock('execution').status).toBe('cancelled');
  });

  it('is not decided by the same person as the recheck of it', () => {
    const rechecked = paths.reviewing().send('DECIDE_REVIEW', {}, 'supervisor').send('REQUEST_RECHECK', top);
    expect(rechecked.refusal('DECIDE_RECHECK', {}, 'supervisor')).toContain('deciderIsAnother');
  });

  it('was not served before the request had arrived', () => {
    const served = paths.served('2026-03-02').wait(20);
    const asked = served.send('REQUEST_REVIEW', { ...above, requestedOn: '2026-03-04', receivedOn: '2026-03-20' });
    expect(asked.refusal('DECIDE_REVIEW', { servedOn: '2026-03-05' })).toContain('decisionDateSound');
  });

  it('of a new opinion is decided by whoever decided that of the old one: only the recheck of it is not theirs', () => {
    const anew = paths.reviewing('2026-03-02').send('DECIDE_REVIEW', { decision: 'revoke' });
    const served = anew.send('HEAR').send('INVESTIGATE').send('ISSUE_OPINION').send('APPROVE_OPINION').send('SERVE');
    const reviewed = served.send('REQUEST_REVIEW', above).send('DECIDE_REVIEW');
    expect(reviewed.columns.stage).toBe('followUp');
    expect(reviewed.send('REQUEST_RECHECK', top).refusal('DECIDE_RECHECK', {}, 'reviewer')).toContain(
      'deciderIsAnother',
    );
  });

  it('is decided within 30 days of the request, by somebody who did not handle or sign it', () => {
    const asked = paths.served('2026-03-02').wait(3).send('REQUEST_REVIEW', above);
    expect(asked.clock('review')).toMatchObject({ startOn: '2026-03-05', dueOn: '2026-04-04', status: 'running' });
    expect(asked.refusal('DECIDE_REVIEW', {}, 'handler')).toEqual(['deciderIsAnother']);
    expect(asked.refusal('DECIDE_REVIEW', {}, 'leader')).toEqual(['deciderIsAnother']);
    expect(asked.send('DECIDE_REVIEW').clock('review').status).toBe('met');
    expect(asked.wait(40).send('DECIDE_REVIEW').clock('review').status).toBe('breached');
  });

  it('is not decided by whoever has to keep out of it (Art. 28)', () => {
    const recused = paths.reviewing().send('RECUSE', { account: 'll.secretary' });
    expect(recused.refusal('DECIDE_REVIEW')).toEqual(['mayHandle']);
  });

  it('is asked for once', () => {
    expect(paths.reviewing().refusal('REQUEST_REVIEW', top)).toContain('notReviewedYet');
    expect(paths.reviewed().refusal('REQUEST_REVIEW', top)).toContain('notReviewedYet');
  });
});

describe('复核 (Art. 36)', () => {
  it('can be asked for within 30 days of the review, by the day on which that was served', () => {
    const asked = paths.reviewing('2026-08-24').wait(8);
    expect(asked.send('DECIDE_REVIEW').clock('recheckWindow').dueOn).toBe('2026-10-08');
    const servedBefore = asked.send('DECIDE_REVIEW', { servedOn: '2026-08-28' });
    expect(servedBefore.clock('recheckWindow')).toMatchObject({ startOn: '2026-08-28', dueOn: '2026-09-28' });
    expect(asked.refusal('DECIDE_REVIEW', { servedOn: '2026-09-02' })).toContain('decisionDateSound');
  });

  it('goes one unit higher still', () => {
    expect(paths.reviewed().refusal('REQUEST_RECHECK', above)).toEqual(['organNamed']);
    expect(paths.reviewed().send('REQUEST_RECHECK', top).context.round.remedy).toMatchObject({
      kind: 'recheck',
      ...top,
    });
  });

  it('comes after 复查, and was not asked for before that was served', () => {
    expect(paths.served().refusal('REQUEST_RECHECK', top)).toContain('reviewed');
    expect(paths.reviewing().refusal('REQUEST_RECHECK', top)).toContain('reviewed');
    const reviewed = paths.reviewing('2026-03-02').wait(10).send('DECIDE_REVIEW');
    expect(reviewed.refusal('REQUEST_RECHECK', { ...top, requestedOn: '2026-03-05' })).toEqual(['requestDateSound']);
  });

  it('is heard late when it was asked for in time', () => {
    const lapsed = paths.reviewed('2026-03-02').wait(16).send('RECORD_FOLLOW_UP').wait(20);
    expect(lapsed.state).toBe('closed.concluded');
    const posted = lapsed.send('REQUEST_RECHECK', { ...top, requestedOn: '2026-04-01' });
    expect(posted.clock('recheck')).toMatchObject({ startOn: '2026-04-07', dueOn: '2026-05-07', status: 'running' });
  });

  it('is decided within 30 days, and the matter rests then', () => {
    const decided = paths.rechecking('2026-03-02').wait(16).send('RECORD_FOLLOW_UP').send('DECIDE_RECHECK');
    expect(decided.clock('recheck').status).toBe('met');
    expect(decided.state).toBe('closed.concluded');
    expect(decided.refusal('REQUEST_RECHECK', { organ: 'ys' })).toContain('reviewed');
  });

  it('was not served before it was asked for, nor tomorrow', () => {
    const asked = paths.rechecking('2026-03-02').wait(3);
    expect(asked.refusal('DECIDE_RECHECK', { servedOn: '2026-03-01' })).toContain('decisionDateSound');
    expect(asked.refusal('DECIDE_RECHECK', { servedOn: '2026-03-06' })).toContain('decisionDateSound');
  });
});

describe('an opinion that was revoked or is to be given anew', () => {
  const again = (at: ACase) => {
    expect(at.columns.stage).toBe('handling');
    expect(at.context.round).toEqual(newRound(2));
    expect(at.clock('handling-2')).toMatchObject({ rule: 'rework', status: 'running' });
    return at;
  };

  it.each(['revoke', 'orderAnew'])('is handled again within a time of its own, after 复查: %s', (decision) => {
    const anew = again(paths.reviewing('2026-03-02').wait(5).send('DECIDE_REVIEW', { decision }));
    expect(anew.clock('handling-2').dueOn).toBe('2026-04-06');
    expect(anew.clock('followUp').status).toBe('cancelled');
  });

  it.each(['revoke', 'orderAnew'])('is handled again, after 复核: %s', (decision) => {
    again(paths.rechecking().send('DECIDE_RECHECK', { decision }));
  });

  it('ends in a new reply, with a window of its own for a new review', () => {
    const anew = again(paths.reviewing('2026-03-02').send('DECIDE_REVIEW', { decision: 'revoke' })).wait(10);
    const served = anew.send('HEAR').send('INVESTIGATE').send('ISSUE_OPINION').send('APPROVE_OPINION').send('SERVE');
    expect(served.clock('reviewWindow-2')).toMatchObject({ startOn: '2026-03-12', status: 'running' });
    expect(served.send('REQUEST_REVIEW', above).clock('review-2').status).toBe('running');
  });

  it.each(['uphold', 'change'])('is neither, when the review comes to: %s', (decision) => {
    const reviewed = paths.reviewing().send('DECIDE_REVIEW', { decision });
    expect(reviewed.clock('recheckWindow').status).toBe('running');
  });
});
