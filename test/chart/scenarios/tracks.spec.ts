import { ACase, paths, UNITS } from '../../support/a-case.ts';

const COURT = { track: 'litigation', organ: '清河县人民法院' };

describe('a matter for another procedure (Art. 31(1)–(4))', () => {
  it.each(['litigation', 'arbitration', 'party-complaint', 'administrative-review', 'administrative-ruling'])(
    'is handed over to the organ that decides there: %s',
    (track) => {
      const routed = ACase.registered('2026-03-02').send('ROUTE_TRACK', { track, organ: '受理机关' });
      expect(routed.state).toBe('closed.routed');
      expect(routed.context).toMatchObject({ track, closing: { how: 'routed', basis: null } });
    },
  );

  it.each([
    ['when it is registered', () => ACase.registered('2026-03-02'), 'transfer'],
    ['when it is routed', () => paths.accepted('2026-03-02'), 'transfer'],
    ['by the unit that was to give notice', () => paths.transferred('2026-03-02'), 'notice'],
    ['by the unit that handles it', () => paths.handling('2026-03-02'), 'handling'],
  ])('may be found out %s; the clock that ran then is done, not forgotten', (_, arrive, clock) => {
    expect(arrive().send('ROUTE_TRACK', COURT).clock(clock).status).toBe('met');
    expect(arrive().wait(70).send('ROUTE_TRACK', COURT).clock(clock).status).toBe('breached');
  });

  it('is not handed over to nobody', () => {
    const nowhere = { track: 'arbitration', organ: undefined };
    expect(() => ACase.registered().send('ROUTE_TRACK', nowhere)).toThrow(/须写明受理的机关/);
  });

  it('is linked to what came of it there', () => {
    const routed = ACase.registered('2026-03-02').send('ROUTE_TRACK', COURT).wait(90);
    expect(routed.send('RECORD_TRACK_OUTCOME').context.trackOutcomeOn).toBe('2026-05-31');
    expect(ACase.registered().send('REDIRECT').refusal('RECORD_TRACK_OUTCOME')).toEqual(['handedOver']);
  });

  it('is linked back as well where the petitioner was only told where to go (Art. 23)', () => {
    const told = ACase.registered('2026-03-02').send('REDIRECT', {
      organ: '邻县信访局',
      track: 'administrative-ruling',
    });
    expect(told.send('RECORD_TRACK_OUTCOME').context.trackOutcomeOn).toBe('2026-03-02');
  });
});

describe('a matter of the organ’s own duty (Art. 31(5))', () => {
  const duty = { track: 'duty', organ: undefined };

  it.each([
    ['registering', () => ACase.registered('2026-03-02')],
    ['routing', () => paths.accepted('2026-03-02')],
    ['giving notice', () => paths.transferred('2026-03-02')],
    ['handling', () => paths.handling('2026-03-02')],
  ])('found while %s stays open: the organ acts or answers', (_, arrive) => {
    const found = arrive().send('ROUTE_TRACK', duty);
    expect(found.columns.stage).toBe(arrive().columns.stage);
    expect(found.context).toMatchObject({ track: 'duty', closing: null });
  });

  it('has two months from its acceptance, whenever it was found to be one (行政诉讼法第四十七条)', () => {
    const early = paths.transferred('2026-03-02').send('ROUTE_TRACK', duty).send('GIVE_NOTICE');
    const late = paths.handling('2026-03-02').wait(50).send('ROUTE_TRACK', duty);
    expect(early.clock('handling')).toMatchObject({ rule: 'duty', dueOn: '2026-05-02' });
    expect(late.clock('handling-2')).toMatchObject({ rule: 'duty', startOn: '2026-03-02', dueOn: '2026-05-02' });
  });

  it('does not get its time again by being called so again', () => {
    const found = paths.handling().send('ROUTE_TRACK', duty);
    expect(found.refusal('ROUTE_TRACK', duty)).toEqual(['organGiven']);
  });

  it('is not extended and has no 复查: its remedy is the court', () => {
    const found = paths.handling('2026-03-02').send('ROUTE_TRACK', duty);
    expect(found.refusal('REQUEST_EXTENSION')).toEqual(['residual']);
    const served = found.send('HEAR').send('INVESTIGATE').send('ISSUE_OPINION').send('APPROVE_OPINION').send('SERVE');
    expect(served.clock('reviewWindow').status).toBe('cancelled');
  });

  it('is not made longer by an extension that was asked for before', () => {
    const asked = paths.handling().send('REQUEST_EXTENSION').send('ROUTE_TRACK', duty);
    expect(asked.refusal('DECIDE_EXTENSION')).toContain('residual');
  });

  it('leaves the simplified procedure, which is one of Art. 31(6)', () => {
    const found = paths.simple('2026-03-02').send('GIVE_NOTICE').send('ROUTE_TRACK', duty);
    expect(found.context.round.procedure).toBe('ordinary');
    expect(found.refusal('FALL_BACK')).toEqual(['isSimple']);
  });

  it('of another organ is handed over to that one', () => {
    const routed = paths.handling().send('ROUTE_TRACK', { track: 'duty', organ: UNITS.another });
    expect(routed.state).toBe('closed.routed');
  });
});
