import { ACase, OTHER, paths, UNITS } from '../../support/a-case.ts';

const simple = { procedure: 'simple' };

describe('the simplified procedure (信访事项简易办理办法, practice)', () => {
  it('takes 1 working day to pass on, 3 to give notice and 10 to handle', () => {
    const accepted = ACase.registered('2026-02-13').send('ACCEPT', simple);
    expect(accepted.clock('transfer-2')).toMatchObject({ rule: 'transferSimple', dueOn: '2026-02-14' });
    const noticed = paths.simple('2026-02-13').send('GIVE_NOTICE');
    expect(noticed.clock('notice')).toMatchObject({ rule: 'noticeSimple', dueOn: '2026-02-25' });
    expect(noticed.clock('handling')).toMatchObject({ rule: 'handlingSimple', dueOn: '2026-03-05' });
  });

  it.each([
    ['a suggestion', { purpose: 'suggestion' as const }],
    ['five persons together', { groupSize: 5 }],
  ])('is not for %s', (_, given) => {
    expect(ACase.registered('2026-03-02', given).refusal('ACCEPT', simple)).toEqual(['procedureFits']);
  });

  it('is for a first petition, not for one that was raised before', () => {
    const repeated = ACase.registered().send('LINK', { petition: OTHER, relation: 'repeat' });
    expect(repeated.refusal('ACCEPT', simple)).toEqual(['procedureFits']);
    expect(repeated.send('UNLINK', { petition: OTHER }).send('ACCEPT', simple).columns.tags).toContain('simple');
  });

  it('is not for what was assigned from above, nor for what several units handle', () => {
    const assigned = paths.accepted().send('TRANSFER', { unit: UNITS.lead, mode: '交办' });
    expect(assigned.refusal('GIVE_NOTICE', simple)).toEqual(['simpleFits']);
    const joint = paths.transferred().send('ADD_PARTY', { unit: UNITS.co });
    expect(joint.refusal('GIVE_NOTICE', simple)).toEqual(['simpleFits']);
  });

  it('is not for a matter of another procedure', () => {
    const found = ACase.registered().send('ROUTE_TRACK', { track: 'duty', organ: undefined });
    expect(found.refusal('ACCEPT', simple)).toEqual(['procedureFits']);
  });

  it('is decided by the handling unit, either way', () => {
    expect(paths.transferred().send('GIVE_NOTICE', simple).clock('handling').rule).toBe('handlingSimple');
    expect(paths.simple().send('GIVE_NOTICE', { procedure: 'ordinary' }).clock('handling').rule).toBe('handling');
  });

  it('never gives the registrar more than the 15 days of Art. 22', () => {
    const lastDay = ACase.registered('2026-03-06').wait(14).send('ACCEPT', simple);
    expect(lastDay.context.clocks).toHaveLength(1);
    expect(lastDay.clock('transfer')).toMatchObject({ dueOn: '2026-03-21', status: 'running' });
  });

  it('gains no day by a late notice', () => {
    const late = paths.simple('2026-03-02').wait(8).send('GIVE_NOTICE');
    expect(late.clock('handling')).toMatchObject({ startOn: '2026-03-05', dueOn: '2026-03-19' });
  });
});

describe('falling back to the ordinary procedure', () => {
  const handled = () => paths.simple('2026-03-02').send('GIVE_NOTICE');

  it('counts the 60 days from the day of acceptance all the same, and goes one way only', () => {
    const fallen = handled().wait(9).send('FALL_BACK');
    expect(fallen.clock('handling-2')).toMatchObject({ rule: 'handling', startOn: '2026-03-02', dueOn: '2026-05-01' });
    expect(fallen.columns.tags).not.toContain('simple');
    expect(fallen.refusal('FALL_BACK')).toEqual(['isSimple']);
    expect(paths.handling().refusal('FALL_BACK')).toEqual(['isSimple']);
  });

  it('is told to the petitioner', () => {
    expect(() => handled().send('FALL_BACK', { notified: false })).toThrow(/notified/);
  });

  it('comes before a rejection, an extension and a co-handler', () => {
    const examined = handled().send('HEAR').send('INVESTIGATE');
    const rejecting = { outcome: 'reject' };
    expect(examined.refusal('ISSUE_OPINION', rejecting)).toEqual(['simpleSupports']);
    expect(examined.refusal('REQUEST_EXTENSION')).toEqual(['notSimple']);
    expect(examined.refusal('ADD_PARTY', { unit: UNITS.co })).toEqual(['oneUnitIfSimple']);
    const fallen = examined.send('FALL_BACK').send('REQUEST_EXTENSION').send('ADD_PARTY', { unit: UNITS.co });
    expect(fallen.send('SUBMIT_PART').send('ISSUE_OPINION', rejecting).columns.stage).toBe('reply');
  });

  it('is not needed for a second handling, which is never simplified', () => {
    const served = handled()
      .send('HEAR')
      .send('INVESTIGATE')
      .send('ISSUE_OPINION')
      .send('APPROVE_OPINION')
      .send('SERVE');
    const again = served.wait(16).send('RECORD_FOLLOW_UP', { result: 'notSolved' });
    expect(again.context.round.procedure).toBe('ordinary');
    expect(again.refusal('FALL_BACK')).toEqual(['isSimple']);
  });
});
