import { ACase, OTHER, paths, UNITS } from '../../support/a-case.ts';

describe('an urgent matter (Art. 25)', () => {
  it('is reported at once to those above, whatever stage it is in', () => {
    const reported = paths.handling('2026-03-02').send('REPORT_URGENT');
    expect(reported.alerts).toEqual(['urgent2 handling 2026-03-02']);
    expect(reported.columns.tags).toContain('urgent');
  });

  it('says who was informed', () => {
    expect(() => paths.handling().send('REPORT_URGENT', { informed: [] })).toThrow(/informed/);
  });

  it('is reported once, and changes no deadline', () => {
    const reported = ACase.registered('2026-03-02').send('REPORT_URGENT');
    expect(reported.refusal('REPORT_URGENT')).toEqual(['notUrgentYet']);
    expect(reported.clock('transfer').dueOn).toBe('2026-03-17');
    expect(reported.send('WITHDRAW').refusal('REPORT_URGENT')).toContain('stillOpen');
  });
});

describe('whoever has an interest in the matter (Art. 28)', () => {
  const handler = { account: 'll.zrs' };

  it('is taken off it, and not put on it again', () => {
    const assigned = paths.handling().send('ASSIGN', { assignee: 'll.zrs' });
    const recused = assigned.send('RECUSE', handler);
    expect(recused.context).toMatchObject({ assignee: null, recused: ['ll.zrs'] });
    expect(recused.refusal('ASSIGN', { assignee: 'll.zrs' }, 'leader')).toEqual(['notRecused']);
    expect(recused.send('ASSIGN', { assignee: 'll.zrs.2' }, 'leader').context.assignee).toBe('ll.zrs.2');
  });

  const atWork = ['HEAR', 'INVESTIGATE', 'OPEN_HEARING', 'START_MEDIATION', 'REQUEST_EXTENSION'] as const;

  it.each(atWork)('takes no part in it: %s', (type) => {
    expect(paths.handling().send('RECUSE', handler).refusal(type)).toEqual(['mayHandle']);
  });

  it('neither takes it in, gives notice, serves, carries out nor closes it', () => {
    const clerk = { account: 'll.xfb' };
    const registered = ACase.registered().send('RECUSE', clerk);
    for (const type of ['ACCEPT', 'REFUSE', 'REDIRECT', 'MERGE'] as const)
      expect(registered.refusal(type)).toEqual(['mayHandle']);
    for (const type of ['GIVE_NOTICE', 'OBJECT'] as const)
      expect(paths.transferred().send('RECUSE', handler).refusal(type)).toEqual(['mayHandle']);
    expect(paths.approved().send('RECUSE', handler).refusal('SERVE')).toContain('mayHandle');
    expect(paths.served().send('RECUSE', handler).refusal('RECORD_EXECUTION')).toEqual(['mayHandle']);
    const visited = paths.served('2026-03-02').wait(16).send('RECORD_FOLLOW_UP').send('RECUSE', clerk);
    expect(visited.refusal('CLOSE')).toEqual(['mayHandle']);
  });

  it('decides nothing in it: opinion, extension, part', () => {
    expect(paths.examined().send('RECUSE', handler).refusal('ISSUE_OPINION')).toEqual(['mayHandle']);
    const asked = paths.handling().send('REQUEST_EXTENSION').send('RECUSE', { account: 'll.mayor' });
    expect(asked.refusal('DECIDE_EXTENSION')).toContain('mayHandle');
    const joint = paths.handling().send('ADD_PARTY', { unit: 'ys-qh-ll-rsz' }).send('RECUSE', { account: 'll.rsz' });
    expect(joint.refusal('SUBMIT_PART')).toEqual(['mayHandle']);
  });

  it('makes no follow-up either, nor does anybody who handled or signed it', () => {
    const due = paths.served('2026-03-02').wait(16);
    expect(due.refusal('RECORD_FOLLOW_UP', {}, 'handler')).toEqual(['visitorIsNotHandler']);
    expect(due.refusal('RECORD_FOLLOW_UP', {}, 'leader')).toEqual(['visitorIsNotHandler']);
    expect(due.send('RECUSE', { account: 'll.jw' }).refusal('RECORD_FOLLOW_UP')).toEqual(['mayHandle']);
  });

  it('is somebody: recusing twice is recusing once', () => {
    expect(paths.handling().send('RECUSE', handler).send('RECUSE', handler).context.recused).toEqual(['ll.zrs']);
  });
});

describe('a recusal', () => {
  it('is lifted when it was a mistake, so that nothing waits for nobody', () => {
    const recused = paths.handling().send('RECUSE', { account: 'll.zrs' });
    const lifted = recused.send('LIFT_RECUSAL', { account: 'll.zrs' });
    expect(lifted.send('HEAR').context).toMatchObject({ round: { heard: true }, recused: [] });
    expect(lifted.refusal('LIFT_RECUSAL', { account: 'll.zrs' })).toEqual(['isRecused']);
  });

  it('keeps out of the small things as well', () => {
    const registered = ACase.registered().send('RECUSE', { account: 'll.xfb' });
    for (const type of ['REQUEST_SUPPLEMENT', 'WITHDRAW', 'LINK'] as const)
      expect(registered.refusal(type)).toEqual(['mayHandle']);
  });
});

describe('an organ that succeeds another (Art. 24)', () => {
  const successor = { unit: UNITS.another };

  it('takes the matter over as it stands, clocks and all', () => {
    const before = paths.handling('2026-03-02').send('ASSIGN', { assignee: 'll.zrs' }).wait(10);
    const after = before.send('SUCCEED', successor);
    expect(after.context).toMatchObject({ unit: UNITS.another, assignee: null });
    expect(after.record.value).toEqual(before.record.value);
    expect(after.context.clocks).toEqual(before.context.clocks);
  });

  it('is another unit, and not one that is complained about', () => {
    expect(paths.handling().refusal('SUCCEED', { unit: UNITS.lead })).toEqual(['recipientIsAnother']);
    expect(ACase.registered().refusal('SUCCEED', successor)).toEqual(['takenUp']);
    expect(paths.transferred().send('OBJECT').refusal('SUCCEED', successor)).toEqual(['takenUp']);
    expect(paths.reviewing().refusal('SUCCEED', { unit: UNITS.above })).toEqual(['recipientDecidesNotAbove']);
    const accusing = paths.handling('2026-03-02', { accusedUnits: [UNITS.another] });
    expect(accusing.refusal('SUCCEED', successor)).toEqual(['recipientNotAccused']);
  });

  it('carries out what the other had promised, though the case has ended', () => {
    const ended = paths.served('2026-03-02').wait(16).send('RECORD_FOLLOW_UP').send('CLOSE');
    expect(ended.send('SUCCEED', successor).send('RECORD_EXECUTION').clock('execution').status).toBe('met');
  });
});

describe('petitions that belong together (practice)', () => {
  const repeat = { petition: OTHER, relation: 'repeat' };

  it('are linked in any stage, once each', () => {
    const linked = paths.handling().send('LINK', repeat);
    expect(linked.columns.tags).toContain('repeat');
    expect(linked.send('LINK', { petition: OTHER }).context.links).toEqual([{ petition: OTHER, relation: 'related' }]);
    expect(() => paths.handling().send('LINK', { petition: 'somewhere' })).toThrow(/petition/);
  });

  it('are unlinked when that was a mistake', () => {
    const unlink = { petition: OTHER };
    expect(paths.handling().send('LINK', repeat).send('UNLINK', unlink).context.links).toEqual([]);
    expect(paths.handling().refusal('UNLINK', unlink)).toEqual(['isLinked']);
  });

  it('that are merged are linked by that, and unlinked by undoing it alone', () => {
    const merged = ACase.registered().send('MERGE', { into: OTHER });
    expect(merged.context.links).toEqual([{ petition: OTHER, relation: 'sameMatter' }]);
    expect(merged.refusal('UNLINK', { petition: OTHER })).toEqual(['isLinked']);
    expect(merged.send('UNMERGE').context.links).toEqual([]);
  });
});
