import { paths } from '../../support/a-case.ts';

describe('the written opinion (Art. 32)', () => {
  it.each(['request', 'facts', 'decision', 'legalBasis'])('has four parts: not without %s', (part) => {
    expect(() => paths.examined().send('ISSUE_OPINION', { [part]: ' ' })).toThrow(new RegExp(part));
  });

  it.each(['support', 'explain', 'reject'])('comes to one of three: %s', (outcome) => {
    expect(paths.opinion('2026-03-02', {}, { outcome }).context.round.outcome).toBe(outcome);
  });

  it('comes to nothing else', () => {
    expect(paths.examined().refusal('ISSUE_OPINION', { outcome: 'adopt' })).toEqual(['outcomeFits']);
    expect(() => paths.examined().send('ISSUE_OPINION', { outcome: 'terminated' })).toThrow(/outcome/);
  });

  it('is given after hearing the petitioner and investigating, in whichever order (Art. 31)', () => {
    const investigated = paths.handling().send('INVESTIGATE');
    expect(investigated.refusal('ISSUE_OPINION')).toEqual(['heard']);
    expect(investigated.send('HEAR').send('ISSUE_OPINION').state).toMatch(/^reply.approving/);
  });

  it('stands when the head of the unit has signed it; the 60 days end then', () => {
    const signed = paths.opinion('2026-03-02').wait(3).send('APPROVE_OPINION');
    expect(signed.context.round.approvedOn).toBe('2026-03-05');
    expect(signed.clock('handling').status).toBe('met');
    expect(signed.clock('service')).toMatchObject({ dueOn: '2026-03-12', status: 'running' });
  });

  it('that is sent back is a draft again: nothing of it stands', () => {
    const returned = paths.opinion('2026-03-02', {}, { executeBy: '2026-06-01' }).send('RETURN_OPINION');
    expect(returned.context.round).toMatchObject({ outcome: null, executeBy: null });
    expect(returned.clock('handling').status).toBe('running');
  });

  it('is not signed by whoever has to keep out of it (Art. 28)', () => {
    const recused = paths.opinion().send('RECUSE', { account: 'll.mayor' });
    expect(recused.refusal('APPROVE_OPINION')).toEqual(['mayHandle']);
    expect(recused.send('APPROVE_OPINION', {}, 'reviewer').columns.stage).toBe('reply');
  });

  it('is served within five working days, with a receipt', () => {
    expect(() => paths.approved().send('SERVE', { receipt: 'none' })).toThrow(/receipt/);
    expect(paths.approved('2026-03-02').wait(8).alerts).toContain('overdue0 service 2026-03-10');
  });

  it('is served, not put on file, where the petitioner can be found', () => {
    expect(paths.approved().refusal('SERVE', { method: 'onFile' })).toEqual(['served']);
  });
});
