import { ACase, paths } from '../../support/a-case.ts';

describe('a suggestion (Art. 29)', () => {
  const suggestion = { purpose: 'suggestion' } as const;

  it.each(['adopt', 'partlyAdopt', 'notAdopt'])('is studied and answered: %s', (outcome) => {
    const answered = paths.handling('2026-03-02', suggestion).send('INVESTIGATE').send('ISSUE_OPINION', { outcome });
    expect(answered.context.round.outcome).toBe(outcome);
  });

  it('is not answered before it was studied, nor supported or rejected as if it were an appeal', () => {
    const handled = paths.handling('2026-03-02', suggestion);
    expect(handled.refusal('ISSUE_OPINION', { outcome: 'adopt' })).toEqual(['investigated']);
    expect(handled.send('INVESTIGATE').refusal('ISSUE_OPINION', { outcome: 'support' })).toEqual(['outcomeFits']);
  });

  it('has a time of ours, for the 60 days of Art. 34 are for appeals, and so is their extension', () => {
    const handled = paths.handling('2026-03-02', suggestion);
    expect(handled.clock('handling')).toMatchObject({ rule: 'otherMatter', dueOn: '2026-05-01' });
    expect(handled.refusal('REQUEST_EXTENSION')).toEqual(['residual']);
  });

  it('has no 复查, and ends when its reply was served and followed up', () => {
    const served = paths.handling('2026-03-02', suggestion).send('INVESTIGATE');
    const waiting = served.send('ISSUE_OPINION', { outcome: 'adopt' }).send('APPROVE_OPINION').send('SERVE');
    expect(waiting.clock('reviewWindow').status).toBe('cancelled');
    expect(waiting.refusal('REQUEST_REVIEW', { organ: 'ys-qh-ll' })).toContain('reviewable');
    expect(waiting.wait(16).send('RECORD_FOLLOW_UP').state).toBe('closed.concluded');
  });

  it('is neither mediated nor led into a procedure for appeals', () => {
    const handled = paths.handling('2026-03-02', suggestion);
    expect(handled.refusal('START_MEDIATION')).toEqual(['mediable']);
    expect(handled.refusal('ROUTE_TRACK')).toContain('trackFits');
  });
});

describe('an accusation (Art. 30)', () => {
  const accusing = { purpose: 'accusation', confidential: true, accusedUnits: ['ys-qh-ll-ds'] } as const;

  it('goes by the rules of discipline inspection as soon as it is passed on', () => {
    const passedOn = paths.accepted('2026-03-02', accusing).send('TRANSFER', { unit: 'ys-qh-ll-jw' });
    expect(passedOn.context.track).toBe('discipline');
    expect(passedOn.send('GIVE_NOTICE').clock('handling').rule).toBe('otherMatter');
  });

  it('is never told to the unit it complains about, whichever way it would get there', () => {
    const accused = { unit: 'ys-qh-ll-ds' };
    expect(paths.accepted('2026-03-02', accusing).refusal('TRANSFER', accused)).toEqual(['recipientNotAccused']);
    const noticing = paths.accepted('2026-03-02', accusing).send('TRANSFER', { unit: 'ys-qh-ll-jw' });
    expect(noticing.refusal('TRANSFER', accused)).toEqual(['recipientNotAccused']);
    expect(noticing.refusal('ADD_PARTY', accused)).toEqual(['recipientNotAccused']);
    expect(noticing.refusal('RECOMMEND', { to: 'ys-qh-ll-ds' })).toEqual(['recipientNotAccused']);
    const given = { track: 'discipline', organ: 'ys-qh-ll-ds' };
    expect(noticing.refusal('ROUTE_TRACK', given)).toEqual(['recipientNotAccused']);
  });

  it('needs no hearing of the petitioner, but is looked into; and it has no 复查', () => {
    const handled = paths.handling('2026-03-02', accusing);
    expect(handled.refusal('ISSUE_OPINION')).toEqual(['investigated']);
    const served = handled.send('INVESTIGATE').send('ISSUE_OPINION').send('APPROVE_OPINION').send('SERVE');
    expect(served.clock('reviewWindow').status).toBe('cancelled');
  });

  it('is taken over by the organ of discipline inspection, and by no other procedure', () => {
    const accepted = paths.accepted('2026-03-02', accusing);
    expect(accepted.refusal('ROUTE_TRACK', { track: 'litigation', organ: 'ys-qh-fy' })).toEqual(['trackFits']);
    const takenOver = accepted.send('ROUTE_TRACK', { track: 'discipline', organ: '清河县纪委监委' });
    expect(takenOver.state).toBe('closed.routed');
  });

  it('is passed on: neither refused nor handed back to whoever brought it (Art. 22, 30)', () => {
    const registered = ACase.registered('2026-03-02', accusing);
    expect(registered.refusal('REDIRECT', { organ: '某局' })).toEqual(['notAccusation']);
    expect(registered.refusal('REFUSE', { basis: 'recheck-concluded' })).toEqual(['basisIsStatutory']);
  });

  it('is not told to whoever it complains about as a report of urgency or as the organ to go to', () => {
    const told = { informed: ['本级党委政府', 'ys-qh-ll-ds'] };
    expect(paths.handling('2026-03-02', accusing).refusal('REPORT_URGENT', told)).toEqual(['recipientNotAccused']);
    const appeal = ACase.registered('2026-03-02', { accusedUnits: ['ys-qh-ll-ds'] });
    expect(appeal.refusal('REDIRECT', { organ: 'ys-qh-ll-ds' })).toEqual(['recipientNotAccused']);
  });

  it('has no public hearing', () => {
    expect(paths.handling('2026-03-02', accusing).refusal('OPEN_HEARING')).toEqual(['heardInPublic']);
  });

  it('is merged with nothing', () => {
    expect(ACase.registered('2026-03-02', accusing).refusal('MERGE')).toEqual(['mergesWithAnother']);
  });
});

describe('an inquiry (Art. 23)', () => {
  const inquiry = { purpose: 'inquiry' } as const;

  it.each([
    ['at once', () => ACase.registered('2026-03-02', inquiry), 'transfer'],
    ['once accepted', () => paths.accepted('2026-03-02', inquiry), 'transfer'],
    ['by the unit, instead of a notice', () => paths.transferred('2026-03-02', inquiry), 'notice'],
    ['by the unit, after its notice', () => paths.handling('2026-03-02', inquiry), 'handling'],
  ])('is answered %s, which is what was owed', (_, arrive, clock) => {
    const answered = arrive().send('ANSWER');
    expect(answered.state).toBe('closed.answered');
    expect(answered.clock(clock).status).toBe('met');
  });

  it('that is answered too late stays late', () => {
    expect(ACase.registered('2026-03-02', inquiry).wait(20).send('ANSWER').clock('transfer').status).toBe('breached');
  });

  it('may be accepted to be answered on the spot, which an appeal may not', () => {
    const accepted = ACase.registered('2026-03-02', inquiry).send('ACCEPT', { procedure: 'immediate' });
    expect(accepted.context.round.procedure).toBe('immediate');
    expect(ACase.registered().refusal('ACCEPT', { procedure: 'immediate' })).toEqual(['procedureFits']);
  });

  it.each(['appeal', 'suggestion', 'accusation'] as const)('alone is answered so: %s is not', (purpose) => {
    expect(ACase.registered('2026-03-02', { purpose }).refusal('ANSWER')).toEqual(['answerable']);
  });

  it('is answered by the one reply when another unit was asked for its part', () => {
    const joint = paths.transferred('2026-03-02', inquiry).send('ADD_PARTY', { unit: 'ys-qh-ll-rsz' });
    expect(joint.refusal('ANSWER')).toEqual(['answerable']);
  });
});
