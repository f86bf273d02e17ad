import { newRound } from '../../../libs/workflow/src/petition/context.ts';
import { paths, UNITS } from '../../support/a-case.ts';

const notSolved = { result: 'notSolved' };

describe('handling again (二次办理, practice)', () => {
  it('has a clock of its own, beginning with the decision', () => {
    const again = paths.served('2026-03-02').wait(20).send('REWORK');
    expect(again.clock('handling-2')).toMatchObject({ rule: 'rework', startOn: '2026-03-22', dueOn: '2026-04-21' });
    expect(again.columns.tags).toContain('rework');
    expect(again.wait(31).alerts).toContain('overdue0 handling-2 2026-04-22');
  });

  it('does everything anew: hears, investigates, decides, is signed and served', () => {
    const again = paths.served('2026-03-02').wait(20).send('REWORK');
    expect(again.refusal('ISSUE_OPINION')).toEqual(['heard', 'investigated']);
    expect(again.context.round).toEqual(newRound(2));
  });

  it('is not ordered while a review is under way, which decides by itself', () => {
    expect(paths.reviewing().refusal('REWORK')).toEqual(['notReviewedYet']);
    expect(paths.rechecking().refusal('REWORK')).toEqual(['notReviewedYet']);
    const visited = paths.reviewing('2026-03-02').wait(16).send('RECORD_FOLLOW_UP', notSolved);
    expect(visited.context.round.followUpResult).toBe('notSolved');
    expect(visited.columns.tags).toContain('underReview');
  });

  it('does not undo what 复核 has decided finally (Art. 36)', () => {
    const decided = paths.rechecking('2026-03-02').send('DECIDE_RECHECK');
    expect(decided.refusal('REWORK')).toEqual(['notReviewedYet']);
    const visited = decided.wait(16).send('RECORD_FOLLOW_UP', notSolved);
    expect(visited.state).toBe('closed.concluded');
  });

  it('happens once: whoever is not content then has 复查, which nothing puts off any more (Art. 35)', () => {
    const again = paths.served('2026-03-02').wait(16).send('RECORD_FOLLOW_UP', notSolved);
    const served = again.send('HEAR').send('INVESTIGATE').send('ISSUE_OPINION').send('APPROVE_OPINION').send('SERVE');
    expect(served.refusal('REWORK')).toEqual(['notHandledYet']);
    const visited = served.wait(16).send('RECORD_FOLLOW_UP', notSolved);
    expect(visited.columns.stage).toBe('followUp');
    expect(visited.clock('reviewWindow-2').status).toBe('running');
    expect(visited.refusal('CLOSE')).toEqual(['petitionerReached']);
    expect(visited.send('REQUEST_REVIEW', { organ: UNITS.above }).columns.tags).toContain('underReview');
  });

  it('takes nothing away from whoever has asked for 复查 and was answered: 复核 stays open (Art. 36)', () => {
    const reviewed = paths.reviewed('2026-03-02').wait(16).send('RECORD_FOLLOW_UP', notSolved);
    expect(reviewed.clock('recheckWindow').status).toBe('running');
    expect(reviewed.send('REQUEST_RECHECK', { organ: UNITS.top }).columns.tags).toContain('underReview');
  });

  it('is not the end by another way: neither refused, redirected, merged nor handed over', () => {
    const asked = paths.merged().send('SERVE').send('REQUEST_REVIEW', { organ: UNITS.above });
    const anew = asked.send('DECIDE_REVIEW', { decision: 'orderAnew' });
    expect(anew.columns.stage).toBe('routing');
    for (const type of ['REFUSE', 'REDIRECT', 'MERGE', 'ROUTE_TRACK'] as const)
      expect(anew.refusal(type)).toContain('notHandledYet');
  });

  it('is rated apart, after its own reply (Art. 21)', () => {
    const ratings = { petitionOffice: 'basically', unit: 'dissatisfied' };
    const rated = paths.served('2026-03-02').wait(16).send('RATE', ratings).send('RECORD_FOLLOW_UP', notSolved);
    expect(rated.refusal('RATE')).toEqual(['answered']);
    const served = rated.send('HEAR').send('INVESTIGATE').send('ISSUE_OPINION').send('APPROVE_OPINION').send('SERVE');
    expect(served.send('RATE').context.ratings).toEqual([
      { round: 1, ...ratings },
      { round: 2, petitionOffice: 'satisfied', unit: 'satisfied' },
    ]);
  });
});
