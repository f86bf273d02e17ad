import { ACase, paths, UNITS } from '../../support/a-case.ts';

const COURT = { track: 'litigation', organ: '清河县人民法院' };

describe('a petition that ended without a reply by mistake (ours)', () => {
  it.each<[string, () => ACase]>([
    ['refused', () => ACase.registered('2026-03-02').send('REFUSE')],
    ['redirected', () => ACase.registered('2026-03-02').send('REDIRECT')],
    ['routed', () => ACase.registered('2026-03-02').send('ROUTE_TRACK', COURT)],
    ['withdrawn', () => ACase.registered('2026-03-02').send('WITHDRAW')],
  ])('%s, is taken up again, with five working days to pass it on', (how, end) => {
    expect(end().context.closing).toMatchObject({ how });
    const again = end().wait(30).send('REOPEN');
    expect(again.columns.stage).toBe('acceptance');
    expect(again.context).toMatchObject({ closing: null, track: null });
    expect(again.clock('transfer-2')).toMatchObject({ rule: 'retransfer', dueOn: '2026-04-09', status: 'running' });
  });

  it('begins again from the start: no unit, no parts, no report, no arbitration', () => {
    const upheld = { upheld: true };
    const back = (at: ACase) => at.send('OBJECT').send('DECIDE_OBJECTION', upheld);
    const twice = back(back(paths.transferred('2026-03-02')).send('TRANSFER', { unit: UNITS.another }));
    const named = twice.send('ARBITRATE', { unit: UNITS.lead }).send('ADD_PARTY', { unit: UNITS.co }).send('WITHDRAW');
    const again = named.wait(60).send('REOPEN');
    expect(again.context).toMatchObject({ unit: null, assignee: null, mode: null, parts: [], arbitrated: false });
    expect(again.context.clocks.filter(({ status }) => status === 'running')).toHaveLength(1);
    const sent = again.send('ACCEPT').send('TRANSFER', { unit: UNITS.another });
    expect(sent.send('OBJECT').columns.stage).toBe('routing');
  });

  it('forgets an agreement by which it was withdrawn', () => {
    const agreed = paths.handling().send('START_MEDIATION').send('SETTLE').send('WITHDRAW').send('REOPEN');
    expect(agreed.context.round).toMatchObject({ outcome: null, approvedOn: null });
    const handled = agreed.send('ACCEPT').send('TRANSFER', { unit: UNITS.lead }).send('GIVE_NOTICE');
    expect(handled.send('ADD_PARTY', { unit: UNITS.co }).context.parts).toHaveLength(1);
  });

  it('owes no report of the assignment that ended with it', () => {
    const assigned = paths.accepted('2026-03-02').send('TRANSFER', { unit: UNITS.lead, mode: '交办' });
    expect(assigned.send('WITHDRAW').send('REOPEN').clock('report').status).toBe('cancelled');
  });
});

describe('a petition that was answered', () => {
  it.each<[string, () => ACase]>([
    ['concluded', () => paths.served('2026-03-02').wait(16).send('RECORD_FOLLOW_UP').send('CLOSE')],
    ['answered', () => ACase.registered('2026-03-02', { purpose: 'inquiry' }).send('ANSWER')],
    [
      'onFile',
      () => {
        const taken = paths
          .transferred('2026-03-02', { contactable: false })
          .send('GIVE_NOTICE', { method: 'notOwed' });
        const decided = taken.send('INVESTIGATE').send('ISSUE_OPINION').send('APPROVE_OPINION');
        return decided.send('SERVE', { method: 'onFile' });
      },
    ],
  ])('%s, is not reopened: new facts or reasons are a new petition, linked (Art. 36)', (how, end) => {
    expect(end().context.closing).toMatchObject({ how });
    expect(end().refusal('REOPEN')).toEqual(['endedWithoutReply']);
    expect(end().send('LINK', { relation: 'newFacts' }).context.links).toHaveLength(1);
  });

  it('or could not be, is answered when the petitioner turns up: the reply is served, and 复查 begins (Art. 35)', () => {
    const taken = paths.transferred('2026-03-02', { contactable: false }).send('GIVE_NOTICE', { method: 'notOwed' });
    const decided = taken.send('INVESTIGATE').send('ISSUE_OPINION', { outcome: 'explain' }).send('APPROVE_OPINION');
    const served = decided.send('SERVE', { method: 'onFile' }).wait(100).send('SERVE', { method: 'inPerson' });
    expect(served.context).toMatchObject({ closing: null, round: { servedOn: '2026-06-10' } });
    expect(served.clock('reviewWindow')).toMatchObject({ startOn: '2026-06-10', status: 'running' });
    expect(served.wait(15).columns.tags).toContain('followUpDue');
  });

  it('is not reopened while it is open, either', () => {
    expect(paths.handling().refusal('REOPEN')).toEqual(['unknown here']);
  });
});
