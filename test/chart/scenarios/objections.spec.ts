import { paths, UNITS } from '../../support/a-case.ts';

const upheld = { upheld: true };
const returnedOnce = (on?: string) => paths.transferred(on).send('OBJECT').send('DECIDE_OBJECTION', upheld);
const returnedTwice = (on?: string) =>
  returnedOnce(on).send('TRANSFER', { unit: UNITS.another }).send('OBJECT').send('DECIDE_OBJECTION', upheld);

describe('a matter that two units sent back (Art. 24)', () => {
  it('is sent on by the registrar after the first time, and arbitrated after the second', () => {
    expect(returnedOnce('2026-02-10').state).toMatch(/^routing.transferring/);
    const twice = returnedTwice('2026-02-10');
    expect(twice.state).toBe('routing.arbitrating.onTime');
    expect(twice.context.returnedBy).toEqual([UNITS.lead, UNITS.another]);
    expect(twice.clock('arbitration')).toMatchObject({ dueOn: '2026-02-24', status: 'running' });
    expect(twice.columns.tags).toContain('supervisionDue');
  });

  it('is not sent on by anybody but the common superior', () => {
    expect(returnedTwice().refusal('TRANSFER', { unit: UNITS.lead })).toEqual(['unknown here']);
    expect(paths.transferred().refusal('ARBITRATE', { unit: UNITS.lead })).toEqual(['unknown here']);
  });

  it('goes to the unit that was named, finally: no objection, no other transfer', () => {
    const named = returnedTwice('2026-03-02').send('ARBITRATE', { unit: UNITS.lead });
    expect(named.context).toMatchObject({ unit: UNITS.lead, arbitrated: true });
    expect(named.columns.tags).toContain('arbitrated');
    expect(named.clock('arbitration').status).toBe('met');
    expect(named.clock('notice-3')).toMatchObject({ dueOn: '2026-03-17', status: 'running' });
    expect(named.refusal('OBJECT')).toEqual(['unknown here']);
    expect(named.refusal('TRANSFER', { unit: UNITS.co })).toContain('notArbitrated');
    expect(named.send('GIVE_NOTICE').columns.stage).toBe('handling');
  });

  it('is not sent to and fro by the registrar either: a change of mind counts as a return', () => {
    const changed = paths.transferred('2026-03-02').wait(3).send('TRANSFER', { unit: UNITS.another });
    expect(changed.context).toMatchObject({ unit: UNITS.another, returnedBy: [UNITS.lead] });
    expect(changed.refusal('TRANSFER', { unit: UNITS.lead })).toEqual(['notSentBackYet']);
    expect(changed.send('OBJECT').send('DECIDE_OBJECTION', upheld).state).toMatch(/^routing.arbitrating/);
  });

  it('stays assigned if it was, with the day to report back by', () => {
    const assigned = { mode: '交办', reportBy: '2026-05-20' };
    const back = (at: ReturnType<typeof paths.accepted>, unit: string) =>
      at
        .send('TRANSFER', { unit, ...assigned })
        .send('OBJECT')
        .send('DECIDE_OBJECTION', upheld);
    const twice = back(back(paths.accepted('2026-03-02'), UNITS.lead), UNITS.another).wait(3);
    const named = twice.send('ARBITRATE', { unit: UNITS.co });
    expect(named.context.mode).toBe('assign');
    expect(named.clock('report-3')).toMatchObject({ dueOn: '2026-05-20', status: 'running' });
  });

  it('never goes to the unit complained about', () => {
    const accusing = { accusedUnits: ['ys-qh-ll-ds'] };
    const once = paths.transferred('2026-03-02', accusing).send('OBJECT').send('DECIDE_OBJECTION', upheld);
    const twice = once.send('TRANSFER', { unit: UNITS.another }).send('OBJECT').send('DECIDE_OBJECTION', upheld);
    expect(twice.refusal('ARBITRATE', { unit: 'ys-qh-ll-ds' })).toEqual(['recipientNotAccused']);
  });

  it('climbs when nobody arbitrates', () => {
    expect(returnedTwice('2026-03-02').wait(15).alerts).toContain('escalation3 arbitration 2026-03-17');
  });
});

describe('an objection (Art. 23)', () => {
  it('gives reasons', () => {
    expect(() => paths.transferred().send('OBJECT', { reason: ' ' })).toThrow(/reason/);
  });

  it('leaves the matter with nobody until the sender has decided: no notice meanwhile', () => {
    const objecting = paths.transferred('2026-03-02').send('OBJECT');
    expect(objecting.clock('objectionDecision')).toMatchObject({ dueOn: '2026-03-09', status: 'running' });
    expect(objecting.refusal('GIVE_NOTICE')).toEqual(['unknown here']);
    expect(objecting.refusal('OBJECT')).toEqual(['unknown here']);
  });
});
