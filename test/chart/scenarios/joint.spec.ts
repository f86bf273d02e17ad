import type { ACase } from '../../support/a-case.ts';
import { paths, UNITS } from '../../support/a-case.ts';

const joint = (on = '2026-03-02', data = {}) => paths.handling(on).send('ADD_PARTY', { unit: UNITS.co, ...data });
const examined = (at: ACase) => at.send('HEAR').send('INVESTIGATE');
const statuses = ({ context }: ACase) => context.parts.map(({ status }) => status);

describe('a matter of several units (Art. 24)', () => {
  it('gets one reply, which waits for every part', () => {
    const waiting = examined(joint());
    expect(waiting.columns.tags).toContain('joint');
    expect(waiting.refusal('ISSUE_OPINION')).toEqual(['partsIn']);
    const whole = waiting.send('SUBMIT_PART');
    expect(statuses(whole)).toEqual(['submitted']);
    expect(whole.send('ISSUE_OPINION').columns.stage).toBe('reply');
  });

  it('waits no longer for a part that was excused with a reason', () => {
    expect(() => joint().send('EXCUSE_PART', { unit: UNITS.co, reason: '' })).toThrow(/reason/);
    const excused = examined(joint()).send('EXCUSE_PART', { unit: UNITS.co });
    expect(excused.columns.tags).not.toContain('joint');
    expect(excused.send('ISSUE_OPINION').columns.stage).toBe('reply');
  });

  it('hears of a late co-handler, and the handling unit’s own clock runs on', () => {
    const late = joint().wait(30);
    expect(late.alerts).toContain('overdue0 parts 2026-03-23');
    expect(late.alerts).toContain('escalation3 parts 2026-03-30');
    expect(late.clock('handling')).toMatchObject({ dueOn: '2026-05-01', status: 'running' });
  });

  it('takes a part from nobody who owes none', () => {
    expect(joint().refusal('SUBMIT_PART', {}, 'handler')).toEqual(['isParty']);
    expect(joint().send('SUBMIT_PART').refusal('SUBMIT_PART')).toEqual(['isParty']);
    expect(joint().refusal('EXCUSE_PART', { unit: UNITS.another })).toEqual(['isParty']);
  });

  it('has a lead that is not its own co-handler, and no co-handler without a lead', () => {
    expect(paths.handling().refusal('ADD_PARTY', { unit: UNITS.lead })).toEqual(['recipientIsAnother']);
    expect(paths.accepted().refusal('ADD_PARTY', { unit: UNITS.co })).toEqual(['transferred']);
  });

  it('is a task with a legal object: no role but that of a handler can be given', () => {
    expect(() => joint('2026-03-02', { role: '稳控' })).toThrow(/role/);
  });
});

describe('the clock of the parts', () => {
  const second = { unit: UNITS.another, dueOn: '2026-03-12' };

  it('is 20 days unless a day is set, which lies ahead', () => {
    expect(joint().clock('parts')).toMatchObject({ dueOn: '2026-03-22', ownDays: null });
    expect(joint('2026-03-02', { dueOn: '2026-03-10' }).clock('parts')).toMatchObject({ dueOn: '2026-03-10' });
    expect(paths.handling().refusal('ADD_PARTY', { unit: UNITS.co, dueOn: '2026-03-02' })).toEqual(['limitAhead']);
  });

  it('is never longer than that of the reply, which waits for the part', () => {
    expect(paths.handling('2026-03-02').wait(55).send('ADD_PARTY', { unit: UNITS.co }).clock('parts').dueOn).toBe(
      '2026-05-01',
    );
    expect(paths.handling().refusal('ADD_PARTY', { unit: UNITS.co, dueOn: '2027-12-31' })).toEqual(['partBeforeReply']);
  });

  it('is that of the part due first', () => {
    const both = joint().wait(1).send('ADD_PARTY', second);
    expect(both.clock('parts').status).toBe('cancelled');
    expect(both.clock('parts-2')).toMatchObject({ dueOn: '2026-03-12', status: 'running' });
    const later = joint().wait(1).send('ADD_PARTY', { unit: UNITS.another });
    expect(later.clock('parts')).toMatchObject({ dueOn: '2026-03-22', status: 'running' });
  });

  it('is not ended by another’s part', () => {
    const both = joint().wait(1).send('ADD_PARTY', second).send('SUBMIT_PART', { unit: UNITS.co });
    expect(both.clock('parts-2')).toMatchObject({ dueOn: '2026-03-12', status: 'running' });
    const alerts = both.wait(12).alerts.filter((alert) => alert.includes('overdue0 parts'));
    expect(alerts).toEqual(['overdue0 parts-2 2026-03-13']);
  });

  it('goes on with the next, from the day on which that was asked for', () => {
    const next = joint().wait(1).send('ADD_PARTY', second).wait(1).send('SUBMIT_PART', { unit: UNITS.another });
    expect(next.clock('parts-2').status).toBe('met');
    expect(next.clock('parts-3')).toMatchObject({ startOn: '2026-03-02', dueOn: '2026-03-22', status: 'running' });
    expect(next.send('SUBMIT_PART').context.clocks.filter(({ status }) => status === 'running')).toHaveLength(1);
  });

  it('alerts the unit whose part is due first', () => {
    const both = joint().wait(1).send('ADD_PARTY', second).wait(12);
    const desks = both.history.flatMap(({ actions }) =>
      actions.effects.map(({ payload }) => payload as { desk: string }),
    );
    expect(desks.at(-1)?.desk).toBe(UNITS.another);
  });

  it('ends with the duty of a co-handler that becomes the lead', () => {
    const asked = paths.transferred().send('ADD_PARTY', { unit: UNITS.co });
    const moved = asked.send('TRANSFER', { unit: UNITS.co });
    expect(moved.context).toMatchObject({ unit: UNITS.co, parts: [] });
    expect(moved.clock('parts').status).toBe('cancelled');
  });

  it('ends likewise when the common superior names a co-handler', () => {
    const back = (at: ACase) => at.send('OBJECT').send('DECIDE_OBJECTION', { upheld: true });
    const asked = paths.transferred().send('ADD_PARTY', { unit: UNITS.co });
    const named = back(back(asked).send('TRANSFER', { unit: UNITS.another })).send('ARBITRATE', { unit: UNITS.co });
    expect(named.context).toMatchObject({ unit: UNITS.co, parts: [] });
    expect(named.clock('parts').status).toBe('cancelled');
  });

  it('ends with an agreement of both sides, which needs no part (Art. 33)', () => {
    const settled = joint().send('START_MEDIATION').send('SETTLE');
    expect(statuses(settled)).toEqual(['excused']);
    expect(settled.clock('parts').status).toBe('cancelled');
  });
});

describe('a part that comes to mind late', () => {
  it('is not asked for once the opinion is out, but is when the draft has come back', () => {
    const issued = examined(paths.handling()).send('ISSUE_OPINION');
    expect(issued.refusal('ADD_PARTY', { unit: UNITS.co })).toEqual(['undecided']);
    const returned = issued.send('RETURN_OPINION').send('ADD_PARTY', { unit: UNITS.co });
    expect(returned.refusal('ISSUE_OPINION')).toEqual(['partsIn']);
  });

  it('is asked for anew from a unit that has given one', () => {
    expect(statuses(joint().send('SUBMIT_PART').send('ADD_PARTY', { unit: UNITS.co }))).toEqual(['owed']);
  });
});
