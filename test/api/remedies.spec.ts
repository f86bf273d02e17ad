// 条例第三十五条、第三十六条: 复查 and 复核, told as the people of the township live them.
import { addDays, dateOf } from '@huiyin/domain';
import type { ClockView, PetitionView } from '@huiyin/workflow/contract';
import { expectProblem } from './problem.ts';
import { CLERK, petition, register, step, take, VISITOR } from './procedure.ts';
import { answered, startTownship } from './township.ts';
import type { Township } from './township.ts';

let township: Township;
beforeAll(async () => (township = await startTownship()));
afterAll(() => township.stop());

const clockIn = (view: PetitionView, name: string): ClockView | undefined =>
  view.clocks.find((clock) => clock.name === name);

const served = async (): Promise<PetitionView> => {
  const { id } = await register(township.client);
  return take(township.client, id, ...answered({ lead: 'ys-qh-ll-rsz' }, 'reject'));
};
const UPHELD = { decision: 'uphold', reasons: '原意见并无不当' };

it('the reply says of whom a review can be asked, and until when', async () => {
  const view = await served();
  const window = clockIn(view, 'reviewWindow');
  expect(window).toMatchObject({ status: 'running', article: '35', basis: 'law' });
  const notice = { kind: 'review', status: 'open', organ: 'ys-qh-ll', until: window?.dueOn, decision: null };
  expect(view.remedy).toMatchObject(notice);
});

it('a review goes to the township and a recheck to the county, each decided within thirty days by the organ itself', async () => {
  const { client } = township;
  const { id } = await served();
  const today = dateOf(await client.now());

  const asked: PetitionView = await step(client, id, CLERK, 'REQUEST_REVIEW', { reason: '不服' });
  const review = { article: '35', status: 'running', dueOn: addDays(today, 30), duty: 'superior' };
  expect(clockIn(asked, 'review')).toMatchObject(review);
  expect(asked.remedy).toMatchObject({ kind: 'review', status: 'underWay', organ: 'ys-qh-ll', until: review.dueOn });
  expect(asked.parties).toContainEqual({ unit: 'ys-qh-ll', role: 'superior' });
  expect(asked.tags).toContain('underReview');
  for (const user of ['qh.director', 'qh.head', 'll.rsz', CLERK]) {
    expectProblem(await client.send(user, id, 'DECIDE_REVIEW', UPHELD), 403, 'forbidden');
  }
  const signer = await client.send('ll.mayor', id, 'DECIDE_REVIEW', UPHELD);
  expect(signer.body).toMatchObject({ status: 409, refusedBy: ['deciderIsAnother'] });

  const upheld: PetitionView = await step(client, id, 'll.secretary', 'DECIDE_REVIEW', UPHELD);
  const until = clockIn(upheld, 'recheckWindow')?.dueOn;
  expect(upheld.remedy).toMatchObject({ kind: 'recheck', status: 'open', organ: 'ys-qh', until });

  const again: PetitionView = await step(client, id, CLERK, 'REQUEST_RECHECK');
  expect(clockIn(again, 'recheck')).toMatchObject({ article: '36', dueOn: addDays(today, 30) });
  expectProblem(await client.send('ll.secretary', id, 'DECIDE_RECHECK', UPHELD), 403, 'forbidden');
  const final: PetitionView = await step(client, id, 'qh.director', 'DECIDE_RECHECK', UPHELD);
  expect(final.remedy).toMatchObject({ kind: 'recheck', status: 'decided', organ: 'ys-qh', decision: 'uphold' });
  expect(final.allowedEvents).not.toContain('REQUEST_REVIEW');

  await client.moveBy(15);
  const ended = await step(client, id, VISITOR, 'RECORD_FOLLOW_UP', { method: 'phone', result: 'partly' });
  expect(ended.state).toBe('closed.concluded');
});

it('the time of a hearing at the recheck is not counted, and only after one may it be published', async () => {
  const { client } = township;
  const { id } = await served();
  await take(client, id, [CLERK, 'REQUEST_REVIEW'], ['ll.secretary', 'DECIDE_REVIEW', UPHELD]);
  const before = clockIn(await step(client, id, CLERK, 'REQUEST_RECHECK'), 'recheck');
  const early = await client.send('qh.director', id, 'DECIDE_RECHECK', { ...UPHELD, publish: true });
  expect(early.body).toMatchObject({ status: 409, refusedBy: ['publishedAfterHearing'] });

  const opened = await step(client, id, 'qh.director', 'OPEN_HEARING');
  expect(clockIn(opened, 'recheck')?.status).toBe('paused');
  await client.moveBy(7);
  await step(client, id, 'qh.director', 'CLOSE_HEARING', { conclusion: '维持' });
  const after = clockIn(await petition(client, id), 'recheck');
  expect(after).toMatchObject({ status: 'running', dueOn: addDays(before?.dueOn ?? '', 7) });
  const { body } = await client.get(CLERK, `/v1/petitions/${id}/clocks/recheck/explanation`);
  expect(body.exclusions).toHaveLength(1);
  expect(body.text.join()).toContain('7日不计入期限（条例第三十六条）');

  const final = await step(client, id, 'qh.director', 'DECIDE_RECHECK', { ...UPHELD, publish: true });
  expect(final.remedy).toMatchObject({ status: 'decided', publish: true });
});

it('what a review revokes is handled again, and can be reviewed again', async () => {
  const { client } = township;
  const { id } = await served();
  await step(client, id, CLERK, 'REQUEST_REVIEW');
  const revoked: PetitionView = await step(client, id, 'll.secretary', 'DECIDE_REVIEW', {
    decision: 'revoke',
    reasons: '事实不清',
  });
  expect(revoked).toMatchObject({ stage: 'handling', remedy: null, outcome: null });
  expect(revoked.tags).toContain('rework');
  expect(revoked.clocks.at(-1)).toMatchObject({ name: 'handling-2', status: 'running', basis: 'ours' });
  const replied = await take(client, id, ...answered({ lead: 'ys-qh-ll-rsz' }, 'support').slice(3));
  expect(replied.remedy).toMatchObject({ kind: 'review', status: 'open', organ: 'ys-qh-ll' });
});

it('a request after the thirty days is too late', async () => {
  const { client } = township;
  const { id } = await served();
  await client.moveBy(45);
  const late = await client.send(CLERK, id, 'REQUEST_REVIEW');
  expect(late.body).toMatchObject({ status: 409, refusedBy: ['requestDateSound'] });
  expect((await petition(client, id)).remedy).toBeNull();
});

it('a request that was posted in time is heard although it arrives when the case has ended', async () => {
  const { client } = township;
  const { id } = await served();
  const requestedOn = addDays(dateOf(await client.now()), 29);
  await client.moveBy(15);
  await step(client, id, VISITOR, 'RECORD_FOLLOW_UP', { method: 'phone', result: 'partly' });
  await client.moveBy(30);
  expect((await petition(client, id)).state).toBe('closed.concluded');
  const heard = await step(client, id, CLERK, 'REQUEST_REVIEW', { requestedOn });
  expect(heard).toMatchObject({ stage: 'followUp', closing: null, remedy: { status: 'underWay', organ: 'ys-qh-ll' } });
});

it('of what the county decides the city is asked for a review', async () => {
  const { client } = township;
  const { id } = await register(client);
  const view = await take(client, id, ...answered({ lead: 'ys-qh-rsj' }, 'reject'));
  expect(view.remedy).toMatchObject({ kind: 'review', organ: 'ys-qh' });
  await step(client, id, CLERK, 'REQUEST_REVIEW');
  const reviewed = await step(client, id, 'qh.director', 'DECIDE_REVIEW', UPHELD);
  expect(reviewed.remedy).toMatchObject({ kind: 'recheck', organ: 'ys' });
  await step(client, id, CLERK, 'REQUEST_RECHECK');
  expectProblem(await client.send('qh.director', id, 'DECIDE_RECHECK', UPHELD), 403, 'forbidden');
  const final = await step(client, id, 'ys.office', 'DECIDE_RECHECK', UPHELD);
  expect(final.remedy).toMatchObject({ status: 'decided', organ: 'ys' });
});
