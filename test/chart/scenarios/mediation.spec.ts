import { paths } from '../../support/a-case.ts';

const mediating = (on?: string) => paths.handling(on).send('START_MEDIATION');

describe('mediation (Art. 33)', () => {
  it('needs the consent of both sides', () => {
    expect(() => paths.handling().send('START_MEDIATION', { bothConsent: false })).toThrow(/bothConsent/);
    expect(mediating().columns.tags).toContain('mediating');
  });

  it('stops no clock', () => {
    const long = mediating('2026-03-02').wait(61);
    expect(long.clock('handling')).toMatchObject({ dueOn: '2026-05-01', status: 'running' });
    expect(long.columns.tags).toContain('overdue');
  });

  it('ends with a written agreement, which is served like a reply and is no opinion to be reviewed', () => {
    expect(() => mediating().send('SETTLE', { agreement: ' ' })).toThrow(/agreement/);
    const settled = mediating('2026-03-02').wait(10).send('SETTLE', { kind: 'settlement' });
    expect(settled.state).toMatch(/^reply.serving/);
    expect(settled.clock('handling').status).toBe('met');
    const served = settled.send('SERVE');
    expect(served.clock('reviewWindow').status).toBe('cancelled');
    expect(served.wait(16).send('RECORD_FOLLOW_UP').state).toBe('closed.concluded');
  });

  it('that fails leads back to an opinion, on the same clock', () => {
    const failed = mediating('2026-03-02').wait(40).send('FAIL_MEDIATION');
    expect(failed.clock('handling')).toMatchObject({ dueOn: '2026-05-01', status: 'running' });
    expect(failed.send('HEAR').send('INVESTIGATE').send('ISSUE_OPINION').columns.stage).toBe('reply');
  });

  it('does not keep anybody from finding out meanwhile', () => {
    const found = mediating().send('HEAR').send('INVESTIGATE').send('FAIL_MEDIATION');
    expect(found.send('ISSUE_OPINION').columns.stage).toBe('reply');
  });

  it('is no way round the opinion: from it nothing can be decided but an agreement', () => {
    expect(mediating().refusal('ISSUE_OPINION')).toEqual(['unknown here']);
    expect(paths.handling().refusal('SETTLE')).toEqual(['unknown here']);
  });

  it('is not led by whoever has to keep out of it (Art. 28)', () => {
    expect(paths.handling().send('RECUSE', { account: 'll.zrs' }).refusal('START_MEDIATION')).toEqual(['mayHandle']);
    expect(mediating().send('RECUSE', { account: 'll.zrs' }).refusal('SETTLE')).toEqual(['mayHandle']);
  });
});
