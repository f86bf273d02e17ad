import { ACase, OTHER, paths, UNITS } from '../../support/a-case.ts';

describe('a petition merged with another about the same matter (practice)', () => {
  it('waits for a reply of its own, under a clock of its own', () => {
    const merged = paths.merged('2026-03-02');
    expect(merged.columns.tags).toContain('merged');
    expect(merged.context.mergedInto).toBe(OTHER);
    expect(merged.clock('merged')).toMatchObject({ dueOn: '2026-05-01', status: 'running' });
    expect(merged.wait(68).alerts).toContain('escalation3 merged 2026-05-09');
  });

  it('may be merged when it is routed as well, which is what was owed within the 15 days', () => {
    expect(paths.accepted('2026-03-02').send('MERGE').clock('transfer').status).toBe('met');
    expect(paths.accepted('2026-03-02').wait(20).send('MERGE').clock('transfer').status).toBe('breached');
  });

  it('is served like any other: follow-up and 复查 begin (Art. 32, 35)', () => {
    const served = paths.merged('2026-03-02').wait(20).send('SERVE');
    expect(served.clock('merged').status).toBe('met');
    expect(served.clock('reviewWindow')).toMatchObject({ startOn: '2026-03-22', status: 'running' });
    expect(served.wait(15).columns.tags).toContain('followUpDue');
  });

  it('counts from the day of service, which is not before the merge', () => {
    const merged = paths.merged('2026-03-02').wait(70);
    expect(merged.send('SERVE', { servedOn: '2026-04-30' }).clock('merged').status).toBe('met');
    expect(merged.send('SERVE').clock('merged').status).toBe('breached');
    expect(merged.refusal('SERVE', { servedOn: '2026-03-01' })).toEqual(['serviceDateSound']);
  });

  it('is put on file only where nobody can be served', () => {
    const onFile = { method: 'onFile' };
    expect(paths.merged().refusal('SERVE', onFile)).toHaveLength(1);
    expect(paths.merged('2026-03-02', { contactable: false }).send('SERVE', onFile).state).toBe('closed.onFile');
  });

  it('keeps a link that was confirmed before', () => {
    const known = ACase.registered().send('LINK', { petition: OTHER, relation: 'repeat' });
    const parted = known.send('MERGE', { into: OTHER }).send('UNMERGE');
    expect(parted.context.links).toEqual([{ petition: OTHER, relation: 'repeat' }]);
  });

  it('gains no time by being parted and merged again', () => {
    const again = paths.merged('2026-03-02').wait(30).send('UNMERGE').wait(1).send('MERGE', { into: OTHER });
    expect(again.clock('merged-2')).toMatchObject({ startOn: '2026-03-02', dueOn: '2026-05-01', status: 'running' });
  });

  it('is handled by itself again when it was not the same matter after all', () => {
    const alone = paths.merged('2026-03-02').wait(30).send('UNMERGE');
    expect(alone.columns.stage).toBe('acceptance');
    expect(alone.context.mergedInto).toBeNull();
    expect(alone.clock('transfer-2')).toMatchObject({ rule: 'retransfer', dueOn: '2026-04-09' });
    expect(alone.clock('merged').status).toBe('cancelled');
  });

  it.each([
    [
      'the follow-up finds it not solved',
      () => paths.merged().send('SERVE').wait(16).send('RECORD_FOLLOW_UP', { result: 'notSolved' }),
    ],
    ['it is sent back', () => paths.merged().send('SERVE').send('REWORK')],
    [
      'a review orders it anew',
      () => {
        const asked = paths.merged().send('SERVE').send('REQUEST_REVIEW', { organ: UNITS.above });
        return asked.send('DECIDE_REVIEW', { decision: 'orderAnew' });
      },
    ],
  ])('is passed on to a unit of its own when %s', (_, happen) => {
    const alone = happen();
    expect(alone.columns.stage).toBe('routing');
    expect(alone.context).toMatchObject({ mergedInto: null, round: { number: 2 }, unit: null });
    const handled = alone.send('TRANSFER', { unit: UNITS.lead }).send('GIVE_NOTICE');
    expect(handled.clock('handling')).toMatchObject({ rule: 'rework', status: 'running' });
  });

  it.each([
    ['confidential', { confidential: true }],
    ['no appeal', { purpose: 'suggestion' as const }],
  ])('is neither: what is %s stays by itself', (_, given) => {
    expect(ACase.registered('2026-03-02', given).refusal('MERGE')).toEqual(['mergesWithAnother']);
  });

  it('that was withdrawn and begins again is its own matter', () => {
    const again = paths.merged('2026-03-02').send('WITHDRAW').send('REOPEN');
    expect(again.context).toMatchObject({ mergedInto: null, links: [] });
    expect(again.send('MERGE', { into: OTHER }).context.mergedInto).toBe(OTHER);
    expect(again.audit()).toEqual([]);
  });
});
