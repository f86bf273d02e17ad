import type { ACase } from '../../support/a-case.ts';
import { paths, UNITS } from '../../support/a-case.ts';

describe('a matter rests (Art. 35, 36) when it was answered, followed up, and', () => {
  const visited = (result = 'satisfied') => paths.served('2026-03-02').wait(16).send('RECORD_FOLLOW_UP', { result });

  it('the petitioner has accepted in writing', () => {
    expect(visited().send('CLOSE').context.closing).toEqual({ how: 'concluded', basis: null });
    expect(() => visited().send('CLOSE', { signedAcceptance: false })).toThrow(/signedAcceptance/);
  });

  it('or the window for 复查 is over', () => {
    expect(visited('partly').wait(13).columns.stage).toBe('followUp');
    expect(visited('partly').wait(15).state).toBe('closed.concluded');
  });

  it('or the window for 复核 is over', () => {
    const reviewed = visited().send('REQUEST_REVIEW', { organ: UNITS.above }).send('DECIDE_REVIEW');
    expect(reviewed.wait(29).columns.stage).toBe('followUp');
    expect(reviewed.wait(31).state).toBe('closed.concluded');
  });

  it('or 复核 has decided', () => {
    const rechecking = visited().send('REQUEST_REVIEW', { organ: UNITS.above }).send('DECIDE_REVIEW');
    const decided = rechecking.send('REQUEST_RECHECK', { organ: UNITS.top }).send('DECIDE_RECHECK');
    expect(decided.state).toBe('closed.concluded');
  });
});

describe('a matter does not rest', () => {
  it.each([
    ['before it was answered', () => paths.handling()],
    ['before the opinion was served', () => paths.approved()],
  ])('%s', (_, arrive) => {
    expect(arrive().refusal('CLOSE')).toEqual(['unknown here']);
  });

  it('before the follow-up has reached the petitioner', () => {
    expect(paths.served('2026-03-02').wait(16).refusal('CLOSE')).toEqual(['petitionerReached']);
  });

  it('when the petitioner said that it is not solved, whatever was signed', () => {
    const visited = paths.reviewing('2026-03-02').wait(16).send('RECORD_FOLLOW_UP', { result: 'notSolved' });
    expect(visited.send('DECIDE_REVIEW').refusal('CLOSE')).toEqual(['petitionerReached']);
  });

  it('while a review is under way', () => {
    const visited = paths.reviewing('2026-03-02').wait(16).send('RECORD_FOLLOW_UP');
    expect(visited.refusal('CLOSE')).toEqual(['notUnderReview']);
  });

  it('because 复核 has decided while the follow-up is still to be made', () => {
    const decided = paths.rechecking('2026-03-02').send('DECIDE_RECHECK');
    expect(decided.columns.stage).toBe('followUp');
    expect(decided.wait(16).send('RECORD_FOLLOW_UP').state).toBe('closed.concluded');
  });
});

describe('a case that has ended', () => {
  it('keeps what was late late, though the duty fell away with it', () => {
    const late = paths.handling('2026-03-02').wait(70).send('WITHDRAW');
    expect(late.clock('handling').status).toBe('breached');
    expect(paths.handling('2026-03-02').wait(50).send('WITHDRAW').clock('handling').status).toBe('cancelled');
  });

  it('was not withdrawn by somebody whom nobody knows', () => {
    expect(paths.accepted('2026-03-02', { contactable: false }).refusal('WITHDRAW')).toEqual(['petitionerKnown']);
  });

  it('can be linked, rated and looked at, and nothing else happens to it', () => {
    const closed = paths
      .served('2026-03-02', {}, { outcome: 'explain' })
      .wait(16)
      .send('RECORD_FOLLOW_UP')
      .send('CLOSE');
    expect(closed.send('LINK').send('RATE').state).toBe('closed.concluded');
    expect(closed.refusal('URGE')).toEqual(['stillOwed']);
    expect(closed.refusal('SUPERVISE')).toEqual(['stillOwed']);
    expect(closed.refusal('RECUSE')).toEqual(['stillOpen']);
    expect(closed.record.armed).toEqual({});
  });

  it('keeps only the clocks of what is owed to others', () => {
    const urged = paths.accepted('2026-03-02').send('TRANSFER', { unit: UNITS.lead, mode: '交办' });
    const busy = urged.send('ADD_PARTY', { unit: UNITS.co }).send('SUPERVISE').send('RECOMMEND', { to: UNITS.another });
    const running = (at: ACase) =>
      at.context.clocks.filter(({ status }) => status === 'running').map(({ slot }) => slot);
    expect(running(busy.send('WITHDRAW')).sort()).toEqual(['recommendation', 'report', 'supervision']);
  });
});
