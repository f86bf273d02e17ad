import { EVENTS, REFUSAL_BASES } from '@huiyin/workflow/contract';
import { ACase, paths, UNITS } from '../../support/a-case.ts';

/** Practices that reports on petition work describe and 《信访工作条例》 does not allow: the chart has no way for them. */
describe('what is not done here, though some do it', () => {
  it.each(['the panel gave it five points', '情理分低于 6 分', '律师意见：诉求无理', '缠访', '无理访'])(
    'refusing on a score or an opinion (Art. 19, 36, 44): %s',
    (basis) => {
      expect(() => ACase.registered().send('REFUSE', { basis })).toThrow(/basis/);
    },
  );

  it('adding a ground for refusal: the list is closed', () => {
    expect(Object.keys(REFUSAL_BASES)).toEqual([
      'same-matter-at-higher-organ',
      'litigation-visit',
      'recheck-concluded',
    ]);
    expect(
      ACase.registered('2026-03-02', { channel: 'letter' }).refusal('REFUSE', { basis: 'litigation-visit' }),
    ).toEqual(['basisIsStatutory']);
  });

  it('refusing what a unit has taken up already (Art. 44)', () => {
    expect(paths.transferred().refusal('REFUSE')).toEqual(['unknown here']);
    expect(paths.handling().refusal('REFUSE')).toEqual(['unknown here']);
  });

  it('not registering, or registering less: no event turns a petition away before it is registered (Art. 22, 44)', () => {
    expect(ACase.registered().clock('transfer').status).toBe('running');
    expect(Object.keys(EVENTS)).not.toContain('DISCARD');
  });

  it('ending a matter with a lawyer’s opinion: an opinion of the unit, served, and the remedies come first (Art. 35, 36)', () => {
    expect(paths.handling().refusal('CLOSE')).toEqual(['unknown here']);
    expect(() => paths.examined().send('ISSUE_OPINION', { outcome: '终结' })).toThrow(/outcome/);
    expect(paths.served('2026-03-02').clock('reviewWindow').status).toBe('running');
  });

  it('ending it because the petitioner is calm, or promises to stop: only a written acceptance of the reply ends it early', () => {
    const visited = paths.served('2026-03-02').wait(16).send('RECORD_FOLLOW_UP', { result: 'satisfied' });
    for (const data of [{ signedAcceptance: false }, { calm: true }, { promise: '息访承诺书' }]) {
      expect(() => visited.send('CLOSE', data)).toThrow();
    }
    expect(() => paths.handling().send('WITHDRAW', { inWriting: false })).toThrow(/inWriting/);
  });

  it('ending it because the petitioner is silent: the deadlines of the offices go on', () => {
    const silent = ACase.registered('2026-03-02').send('REQUEST_SUPPLEMENT').wait(365);
    expect(silent.columns.tags).toEqual(expect.arrayContaining(['overdue', 'escalated']));
    expect(paths.handling('2026-03-02').wait(365).columns.stage).toBe('handling');
    expect(paths.served('2026-03-02').wait(365).columns.stage).toBe('followUp');
  });

  it('waiting for calm before a reply (Art. 34): an opinion asks for no mood, and no consent', () => {
    const decided = paths.examined().send('ISSUE_OPINION', { outcome: 'reject' }).send('APPROVE_OPINION').send('SERVE');
    expect(decided.columns.stage).toBe('followUp');
    expect(Object.keys(EVENTS.ISSUE_OPINION.data.shape).sort()).toEqual(
      ['outcome', 'request', 'facts', 'reasons', 'decision', 'legalBasis', 'executeBy'].sort(),
    );
  });

  it('asking for agreement, but for mediation (两点头; Art. 32, 33)', () => {
    expect(() => paths.examined().send('ISSUE_OPINION', { agreed: true })).toThrow(/agreed/);
    expect(() => paths.handling().send('START_MEDIATION', { bothConsent: false })).toThrow(/bothConsent/);
  });

  it('letting a rating stand for 复查 (Art. 35): it changes neither state nor clock', () => {
    const served = paths.served('2026-03-02');
    for (const unit of ['satisfied', 'dissatisfied']) {
      const rated = served.send('RATE', { unit });
      expect(rated.record.value).toEqual(served.record.value);
      expect(rated.context.clocks).toEqual(served.context.clocks);
      expect(rated.send('REQUEST_REVIEW', { organ: UNITS.above }).columns.tags).toContain('underReview');
    }
  });

  it('putting a follow-up that went well in the place of 复查', () => {
    const visited = paths.served('2026-03-02').wait(16).send('RECORD_FOLLOW_UP', { result: 'satisfied' });
    expect(visited.send('REQUEST_REVIEW', { organ: UNITS.above }).columns.tags).toContain('underReview');
  });

  it('giving somebody the task of keeping a petitioner quiet (稳控; Art. 24): there is no such part', () => {
    const shapes = Object.values(EVENTS).flatMap(({ data }) => Object.keys('shape' in data ? data.shape : {}));
    for (const word of ['role', 'risk', 'mood', 'score', 'grade', 'watch']) expect(shapes).not.toContain(word);
  });

  it('making 12 working days of the 60 a norm: the clock is the law’s', () => {
    expect(paths.handling('2026-07-20').clock('handling')).toMatchObject({ dueOn: '2026-09-18', ownDays: null });
  });

  it('stopping the clock by anything but a hearing at the recheck (Art. 34, 36)', () => {
    const paused = (at: ACase) => at.context.clocks.some(({ status }) => status === 'paused');
    const places = [
      ACase.registered().send('REQUEST_SUPPLEMENT'),
      paths.handling().send('START_MEDIATION'),
      paths.handling().send('OPEN_HEARING'),
      paths.reviewing(),
      paths.rechecking(),
    ];
    expect(places.map(paused)).toEqual(places.map(() => false));
    expect(paused(paths.rechecking().send('OPEN_HEARING'))).toBe(true);
  });
});
