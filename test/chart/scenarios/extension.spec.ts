import { paths } from '../../support/a-case.ts';

const approved = { approved: true, reasonNotified: true };

describe('an extension (Art. 34)', () => {
  it('is asked for by the handler, and decided by the head of the unit', () => {
    const asked = paths.handling('2026-07-20').send('REQUEST_EXTENSION', { days: 20 });
    expect(asked.clock('handling').dueOn).toBe('2026-09-18');
    expect(asked.send('DECIDE_EXTENSION', approved).clock('handling').dueOn).toBe('2026-10-08');
  });

  it('is told to the petitioner with its reason, or not granted', () => {
    const asked = paths.handling().send('REQUEST_EXTENSION');
    expect(() => asked.send('DECIDE_EXTENSION', { approved: true, reasonNotified: false })).toThrow(/reasonNotified/);
  });

  it('is not granted when the 60 days are over, however early it was asked for', () => {
    const asked = paths.handling('2026-03-02').wait(50).send('REQUEST_EXTENSION');
    expect(asked.wait(11).refusal('DECIDE_EXTENSION', approved)).toEqual(['handlingNotOverdue']);
    expect(asked.wait(11).send('DECIDE_EXTENSION', { approved: false }).context.extension?.status).toBe('declined');
  });

  it.each([
    ['in mediation', 'START_MEDIATION', 'handling.mediating'],
    ['in a hearing', 'OPEN_HEARING', 'handling.hearing'],
  ] as const)('is asked for and granted %s as well, and nothing else changes', (_, type, state) => {
    const asked = paths.handling('2026-07-20').send(type).wait(52).send('REQUEST_EXTENSION', { days: 20 });
    const granted = asked.send('DECIDE_EXTENSION', approved);
    expect(granted.state).toBe(`${state}.onTime`);
    expect(granted.clock('handling').dueOn).toBe('2026-10-08');
    expect(granted.wait(18).alerts.slice(-1)).toEqual(['reminder0 handling 2026-09-28']);
  });

  it('is decided only when asked for, and asked for only once at a time', () => {
    expect(paths.handling().refusal('DECIDE_EXTENSION', approved)).toEqual(['extensionRequested']);
    expect(paths.handling().send('REQUEST_EXTENSION').refusal('REQUEST_EXTENSION')).toEqual(['noExtensionYet']);
  });

  it('is not for a second handling, not even when it was asked for in the first', () => {
    const asked = paths.examined('2026-03-02').send('REQUEST_EXTENSION').send('ISSUE_OPINION');
    const again = asked
      .send('APPROVE_OPINION')
      .send('SERVE')
      .wait(16)
      .send('RECORD_FOLLOW_UP', { result: 'notSolved' });
    expect(again.refusal('REQUEST_EXTENSION')).toContain('firstHandling');
    expect(again.refusal('DECIDE_EXTENSION', approved)).toContain('firstHandling');
    expect(again.clock('handling-2').extensionDays).toBe(0);
  });

  it('is still one only when the matter is taken up again after a mistaken end', () => {
    const extended = paths.handling().send('REQUEST_EXTENSION').send('DECIDE_EXTENSION', approved);
    const again = extended.send('WITHDRAW').send('REOPEN').send('ACCEPT').send('TRANSFER').send('GIVE_NOTICE');
    expect(again.refusal('REQUEST_EXTENSION')).toEqual(['noExtensionYet']);
  });
});
