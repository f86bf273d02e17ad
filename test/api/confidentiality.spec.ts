// 条例第三十条: what is reported, and that it is reported, never reaches those who are complained about.
import type { AlertView, PetitionView } from '@huiyin/workflow/contract';
import { expectInvalid } from './problem.ts';
import { allItems, CLERK, FORM, petition, register, step, take } from './procedure.ts';
import { listen } from './sse.ts';
import { peopleWithin, startTownship } from './township.ts';
import type { Township } from './township.ts';
import { expectUnseen } from './unseen.ts';

let township: Township;
/** An accusation against the village, sealed, in the hands of the township's discipline inspection. */
let sealed: PetitionView;
/** By the same person, about the same place and in the same words, but open. */
let open: PetitionView;

const INVOLVED = ['ll.xfb', 'll.xfb.clerk', 'll.jw'];
/** Those complained about and below them, those above, and one desk beside. */
const OTHERS = [
  ...peopleWithin('ys-qh-ll-ds'),
  ...['ll.secretary', 'll.mayor', 'll.monitor', 'qh.director', 'qh.intake', 'qh.head', 'qh.monitor', 'qh.jw'],
  ...['ys.office', 'admin', 'll.zrs'],
];
const SECRET = {
  ...FORM,
  purpose: 'accusation',
  title: '反映大石村村主任优亲厚友',
  text: '村主任把低保名额给了自己的堂弟，要求查处。',
  place: 'ys-qh-ll-ds',
  category: 'official-conduct',
  accused: ['ys-qh-ll-ds'],
};

beforeAll(async () => {
  township = await startTownship();
  const { client } = township;
  const { id } = await register(client, SECRET);
  open = await register(client, { ...SECRET, purpose: 'appeal', title: '要求公开低保名单', accused: [] });
  await take(client, id, [CLERK, 'ACCEPT'], [CLERK, 'TRANSFER', { unit: 'ys-qh-ll-jw', mode: '交办' }]);
  await client.moveBy(20); // the notice is overdue and has climbed
  sealed = await petition(client, id);
});
afterAll(async () => {
  const t = Date.now();
  await Promise.all(township.workers.map((w) => w.close()));
  process.stderr.write(`workers ${Date.now() - t}\n`);
  await township.api.close();
  process.stderr.write(`api ${Date.now() - t}\n`);
});

describe('a sealed accusation', () => {
  it.each(OTHERS)('is nothing %s could find', async (user) => {
    await expectUnseen(township.client, user, sealed);
  });

  it.each(INVOLVED)('is there for %s', async (user) => {
    const { client } = township;
    for (const part of ['', '/history', '/clocks', '/allowed-events', '/links']) {
      expect((await client.get(user, `/v1/petitions/${sealed.id}${part}`)).status).toBe(200);
    }
    const alerts: AlertView[] = await allItems(client, user, `/v1/alerts?petition=${sealed.id}`);
    expect(alerts.length).toBeGreaterThan(0);
  });

  it('alerts nobody but those who take part', async () => {
    const alerts: AlertView[] = await allItems(township.client, 'll.xfb', `/v1/alerts?petition=${sealed.id}`);
    expect(alerts.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['reminder', 'overdue', 'escalation']));
    for (const { to } of alerts) expect(['ys-qh-ll-xfb', 'ys-qh-ll-jw']).toContain(to.unit);
  });

  it('is not suggested beside the open petition of the same person', async () => {
    const { client } = township;
    const suggestedTo = async (user: string) =>
      (await client.get(user, `/v1/petitions/${open.id}/links`)).body.suggested.map(
        (each: { petition: string }) => each.petition,
      );
    expect(await suggestedTo(CLERK)).toContain(sealed.id);
    for (const user of ['ll.mayor', 'll.secretary', 'qh.intake', 'qh.head']) {
      expect([user, await suggestedTo(user)]).toEqual([user, []]);
    }
  });

  it('cannot be told from one that is not there by linking or merging with it', async () => {
    const { client } = township;
    const [known] = [await register(client, {}, 'qh.intake')];
    for (const [type, field] of [
      ['LINK', 'petition'],
      ['MERGE', 'into'],
    ] as const) {
      const told = async (id: string) => {
        const relation = type === 'LINK' ? { relation: 'related' } : {};
        const answer = await client.send('qh.intake', known.id, type, { [field]: id, ...relation });
        expectInvalid(answer, `/data/${field}`);
        return answer.body;
      };
      expect(await told(sealed.id)).toEqual(await told('01890000-0000-7000-8000-000000000000'));
    }
  });

  it('is not merged into by those who know of it, nor merged', async () => {
    const { client } = township;
    expectInvalid(await client.send(CLERK, open.id, 'MERGE', { into: sealed.id }), '/data/into');
    const { id } = await register(client, SECRET);
    const merged = await client.send(CLERK, id, 'MERGE', { into: open.id });
    expect(merged.body).toMatchObject({ status: 409, refusedBy: ['mergesWithAnother'] });
  });

  it('leaves no trace in an open petition it is linked to', async () => {
    const { client } = township;
    await step(client, open.id, CLERK, 'LINK', { petition: sealed.id, relation: 'related' });
    const shown = async (user: string) => {
      const all = ['', '/history', '/links', '/allowed-events'];
      const parts = all.map((part) => client.get(user, `/v1/petitions/${open.id}${part}`));
      return JSON.stringify((await Promise.all(parts)).map(({ body }) => body)).includes(sealed.id);
    };
    expect([await shown(CLERK), await shown('ll.xfb')]).toEqual([true, true]);
    for (const user of ['ll.mayor', 'll.secretary', 'qh.intake', 'qh.director', 'll.monitor', 'admin', 'ds.head']) {
      expect([user, await shown(user)]).toEqual([user, false]);
    }
    // Whoever guesses it takes nothing away.
    expectInvalid(await client.send('qh.intake', open.id, 'UNLINK', { petition: sealed.id }), '/data/petition');
    await step(client, open.id, CLERK, 'UNLINK', { petition: sealed.id });
    expect(await shown('ll.mayor')).toBe(false);
  });

  it.each(['ds.head', 'ds.group', 'll.mayor', 'qh.director'])('is not told in the stream of %s', async (user) => {
    const { client } = township;
    const stream = await listen(township, user, '0');
    await client.moveBy(8); // it climbs again
    const [climbed]: AlertView[] = await allItems(client, 'll.xfb', `/v1/alerts?petition=${sealed.id}`);
    expect(climbed).toMatchObject({ kind: 'escalation', level: 3 });
    const listed: AlertView[] = await allItems(client, user, '/v1/alerts');
    const told = await stream.take(listed.length);
    expect(told.map(({ alert }) => alert.petitionId)).not.toContain(sealed.id);
    expect(told.map(({ id }) => id).sort()).toEqual(listed.map(({ id }) => id).sort());
    expect(await stream.silentFor(1)).toBe(true);
    await stream.close();
  });
});
