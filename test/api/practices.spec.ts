// Practices of petition offices that conflict with the regulations (mechanisms.md, part D): here they cannot be had.
import { addDays } from '@huiyin/domain';
import type { ClockView, PetitionView } from '@huiyin/workflow/contract';
import { startSystem } from '../support/system.ts';
import type { System } from '../support/system.ts';
import { expectInvalid, expectProblem } from './problem.ts';
import {
  CLERK,
  FORM,
  HANDLER,
  LEADER,
  OPINION,
  petition,
  petitionAt,
  register,
  step,
  take,
  VISITOR,
} from './procedure.ts';

let system: System;
beforeAll(async () => (system = await startSystem()));
afterAll(() => system.stop());

const send = (...args: Parameters<System['client']['send']>) => system.client.send(...args);

/** The step is refused for this field, which no step has, and the petition is as it was. */
async function expectNoField(user: string, id: string, type: string, data: object, field: string): Promise<void> {
  const before = await petition(system.client, id);
  expectInvalid(await send(user, id, type, { ...data, [field]: 5 }), `/data/${field}`);
  expect(await petition(system.client, id)).toEqual(before);
}

async function schemaOf(id: string, type: string, user = CLERK) {
  const { body } = await system.client.get(user, `/v1/petitions/${id}/allowed-events`);
  return body.allowed.find((each: { type: string }) => each.type === type)?.schema;
}

const dueOf = async (id: string, name: string): Promise<ClockView | undefined> =>
  ((await petition(system.client, id)) as PetitionView).clocks.find((clock) => clock.name === name);

describe('a panel’s score below six', () => {
  it('is no ground for refusing a petition: there are three, all of the law', async () => {
    const id = await petitionAt(system.client, 'acceptance');
    expect((await schemaOf(id, 'REFUSE')).properties.basis.enum).toEqual([
      'same-matter-at-higher-organ',
      'litigation-visit',
      'recheck-concluded',
    ]);
    for (const basis of ['low-score', 'unreasonable', '情理分低于六分', '']) {
      expectInvalid(await send(CLERK, id, 'REFUSE', { basis }), '/data/basis');
    }
    expect((await petition(system.client, id)).allowedEvents).toContain('ACCEPT');
  });

  it('is no field of accepting, refusing or deciding', async () => {
    const id = await petitionAt(system.client, 'acceptance');
    await expectNoField(CLERK, id, 'ACCEPT', {}, 'score');
    await expectNoField(CLERK, id, 'REFUSE', { basis: 'recheck-concluded' }, 'score');
    await expectNoField(HANDLER, await petitionAt(system.client, 'handling'), 'ISSUE_OPINION', OPINION, 'score');
  });
});

describe('a lawyer’s opinion', () => {
  it.each(['TERMINATE', 'ISSUE_TERMINATION', 'END', '终结'])('ends nothing: there is no step %s', async (type) => {
    const id = await petitionAt(system.client, 'acceptance');
    expectInvalid(await send(CLERK, id, type, { opinion: '诉求无理' }), '/type');
  });

  it('ends nothing: no case is closed or refused while it is handled or its remedies are open', async () => {
    for (const state of ['handling', 'reply'] as const) {
      const id = await petitionAt(system.client, state);
      for (const [type, data] of [
        ['CLOSE', { signedAcceptance: true }],
        ['REFUSE', { basis: 'recheck-concluded' }],
      ] as const) {
        expectProblem(await send(CLERK, id, type, data), 409, 'event-not-accepted');
      }
    }
    const id = await petitionAt(system.client, 'followUp');
    const closing = await send(CLERK, id, 'CLOSE', { signedAcceptance: true });
    expect(closing.body).toMatchObject({ status: 409, refusedBy: ['petitionerReached'] });
    expect((await petition(system.client, id)).remedy).toMatchObject({ kind: 'review', status: 'open' });
  });
});

describe('a petitioner’s calm', () => {
  it.each(['calm', 'mood', 'satisfied', '解心'])('is no field of the reply or the end: %s', async (field) => {
    await expectNoField(HANDLER, await petitionAt(system.client, 'reply'), 'SERVE', { method: 'post' }, field);
    const id = await petitionAt(system.client, 'followUp');
    await expectNoField(CLERK, id, 'CLOSE', { signedAcceptance: true }, field);
  });

  it('is not waited for: no talk stops the 60 days, and who stays dissatisfied has their case ended all the same', async () => {
    const { client } = system;
    const id = await petitionAt(client, 'handling');
    const before = await dueOf(id, 'handling');
    await step(client, id, HANDLER, 'START_MEDIATION', { bothConsent: true });
    expect(await dueOf(id, 'handling')).toEqual(before);
    await take(client, id, [HANDLER, 'FAIL_MEDIATION'], [HANDLER, 'HEAR'], [HANDLER, 'INVESTIGATE']);
    await take(client, id, [HANDLER, 'ISSUE_OPINION', { ...OPINION, outcome: 'explain' }], [LEADER, 'APPROVE_OPINION']);
    await step(client, id, HANDLER, 'SERVE', { method: 'inPerson', receipt: 'refused' });
    await step(client, id, CLERK, 'RATE', { petitionOffice: 'dissatisfied', unit: 'dissatisfied' });
    await client.moveBy(15);
    await step(client, id, VISITOR, 'RECORD_FOLLOW_UP', { method: 'phone', result: 'partly' });
    await client.moveBy(30);
    expect(await petition(client, id)).toMatchObject({ state: 'closed.concluded', outcome: 'explain' });
  });
});

describe('two nods', () => {
  it('are no condition of an opinion: it needs no consent, and has no field for one', async () => {
    const { client } = system;
    const id = await petitionAt(client, 'handling');
    await take(client, id, [HANDLER, 'HEAR'], [HANDLER, 'INVESTIGATE']);
    for (const field of ['petitionerAgrees', 'unitAgrees', 'bothConsent']) {
      await expectNoField(HANDLER, id, 'ISSUE_OPINION', OPINION, field);
    }
    await take(client, id, [HANDLER, 'ISSUE_OPINION', { ...OPINION, outcome: 'reject' }], [LEADER, 'APPROVE_OPINION']);
    const served = await step(client, id, HANDLER, 'SERVE', { method: 'post', receipt: 'proofOfDelivery' });
    expect(served.remedy).toMatchObject({ status: 'open', organ: 'ys-qh-ll' });
  });

  it('are one of mediation, where the law asks for both', async () => {
    const id = await petitionAt(system.client, 'handling');
    expectInvalid(await send(HANDLER, id, 'START_MEDIATION', { bothConsent: false }), '/data/bothConsent');
  });
});

describe('a machine’s call, or a rating', () => {
  it('takes nobody’s review away: who was called satisfied may ask for one, to the last of the 30 days', async () => {
    const { client } = system;
    const id = await petitionAt(client, 'followUp');
    const { remedy } = await petition(client, id);
    expect(remedy).toMatchObject({ kind: 'review', organ: 'ys-qh-ll' });
    const window = await dueOf(id, 'reviewWindow');
    expect(remedy.until).toBe(window?.dueOn);
    expect(remedy.until >= addDays(window?.startOn ?? '', 30)).toBe(true);
    const praise = { petitionOffice: 'satisfied', unit: 'satisfied' };
    expect((await step(client, id, CLERK, 'RATE', praise)).remedy).toEqual(remedy);
    await client.moveBy(15);
    const called = { method: 'phone', result: 'satisfied' };
    expect((await step(client, id, VISITOR, 'RECORD_FOLLOW_UP', called)).remedy).toEqual(remedy);
    expectInvalid(await send(CLERK, id, 'CLOSE', { signedAcceptance: false }), '/data/signedAcceptance');
    expectInvalid(await send(CLERK, id, 'CLOSE', {}), '/data/signedAcceptance');
    await client.moveTo(Date.parse(window?.dueAt ?? '') - 1000);
    expect((await step(client, id, CLERK, 'REQUEST_REVIEW')).remedy).toMatchObject({ status: 'underWay' });
  });
});

describe('a rating', () => {
  it('that is changed leaves the first one, and who changed it, in the history', async () => {
    const { client } = system;
    const id = await petitionAt(client, 'followUp');
    await step(client, id, CLERK, 'RATE', { petitionOffice: 'satisfied', unit: 'dissatisfied' });
    const changed = await step(client, id, 'll.xfb', 'RATE', { petitionOffice: 'satisfied', unit: 'satisfied' });
    expect(changed.ratings).toEqual([{ round: 1, petitionOffice: 'satisfied', unit: 'satisfied' }]);
    const { body } = await client.get(CLERK, `/v1/petitions/${id}/history`);
    expect(body.items.filter(({ event }: { event: string }) => event === 'RATE')).toMatchObject([
      { actor: { account: CLERK }, data: { unit: 'dissatisfied' } },
      { actor: { account: 'll.xfb' }, data: { unit: 'satisfied' } },
    ]);
  });

  it('is not given by those who are rated, nor before the reply', async () => {
    const rating = { petitionOffice: 'satisfied', unit: 'satisfied' };
    const id = await petitionAt(system.client, 'followUp');
    for (const user of [HANDLER, LEADER]) expectProblem(await send(user, id, 'RATE', rating), 403, 'forbidden');
    const early = await send(CLERK, await petitionAt(system.client, 'reply'), 'RATE', rating);
    expect(early.body).toMatchObject({ status: 409, refusedBy: ['answered'] });
  });

  it('moves no case: neither its state, its clocks, its tags nor what may be done', async () => {
    const id = await petitionAt(system.client, 'followUp');
    const { state, tags, allowedEvents, clocks } = await petition(system.client, id);
    await step(system.client, id, CLERK, 'RATE', { petitionOffice: 'dissatisfied', unit: 'dissatisfied' });
    expect(await petition(system.client, id)).toMatchObject({ state, tags, allowedEvents, clocks });
  });
});

describe('fewer petitions', () => {
  it('are nothing to be had by refusing to register: the tenth of a person is registered like the first', async () => {
    const views: PetitionView[] = [];
    for (let n = 0; n < 10; n++) views.push(await register(system.client));
    const [first] = views;
    for (const { state, tags, allowedEvents } of views) {
      expect({ state, tags, allowedEvents }).toEqual({
        state: first?.state,
        tags: [],
        allowedEvents: first?.allowedEvents,
      });
    }
  });

  it('are counted nowhere: no address and no field of the description is about volume, targets or scores', async () => {
    const { body } = await system.client.get(null, '/openapi.json');
    const names = JSON.stringify(body).match(/"[\w-]+":/g) ?? [];
    expect(names.length).toBeGreaterThan(300);
    const about = /target|quota|volume|score|rank|kpi|statist|visits|risk|emotion|mood|stab/i;
    expect(names.filter((name: string) => about.test(name))).toEqual([]);
    for (const path of ['/v1/reports/volume', '/v1/targets', '/v1/rankings', '/v1/petitioners']) {
      expectProblem(await system.client.get('admin', path), 404, 'not-found');
    }
  });
});

describe('keeping people in check (稳控)', () => {
  it.each(['role', 'task', 'purpose', 'control'])(
    'is no part of joint handling: no %s beside a unit',
    async (field) => {
      await expectNoField(
        CLERK,
        await petitionAt(system.client, 'handling'),
        'ADD_PARTY',
        { unit: 'ys-qh-ll-pcs' },
        field,
      );
    },
  );

  it('is no step and nobody’s role', async () => {
    const id = await petitionAt(system.client, 'handling');
    for (const type of ['CONTROL', 'WATCH', 'STABILIZE', '稳控', 'INTERCEPT']) {
      expectInvalid(await send(CLERK, id, type, {}), '/type');
    }
    const { body } = await system.client.get(null, '/openapi.json');
    expect(body.components.schemas.Account.properties.roles.items.enum).toEqual([
      ...['intake', 'handler', 'leader', 'supervisor', 'follow-up', 'monitor', 'integrator', 'admin'],
    ]);
    const { parties } = (await petition(system.client, id)) as PetitionView;
    for (const { role } of parties) expect(['registrar', 'lead', 'co', 'superior', 'recommended']).toContain(role);
  });

  it.each(['riskLevel', 'keyPerson', 'threats', 'politicalStatus', 'emotion', 'timesInBeijing', '重点人员', '稳控人'])(
    'has no file to be kept in: %s is not registered of anybody',
    async (field) => {
      const body = { ...FORM, petitioner: { ...FORM.petitioner, [field]: 1 }, [field]: 1 };
      const answer = await system.client.call(CLERK, 'POST', '/v1/petitions', { body });
      expectInvalid(answer, `/${field}`, `/petitioner/${field}`);
    },
  );
});

it.each(['calls110', 'policeRecords', 'healthRecord', 'faceId', 'location'])(
  'data of other systems about a person have no place in a petition: %s',
  async (field) => {
    const body = { ...FORM, [field]: {} };
    expectInvalid(await system.client.call(CLERK, 'POST', '/v1/petitions', { body }), `/${field}`);
  },
);

describe('a time limit shorter than the law’s', () => {
  it('cannot be set: the 60 days are those of Art. 34, whoever would like twelve', async () => {
    const { client } = system;
    const id = await petitionAt(client, 'routing.noticing');
    for (const field of ['days', 'dueOn', 'limit']) await expectNoField(HANDLER, id, 'GIVE_NOTICE', {}, field);
    await step(client, id, HANDLER, 'GIVE_NOTICE');
    const clock = await dueOf(id, 'handling');
    expect(clock).toMatchObject({ article: '34', basis: 'law', dueOn: addDays(clock?.startOn ?? '', 60) });
  });

  it('comes with the simplified procedure alone, which many petitioners together do not get', async () => {
    const { id } = await register(system.client, { groupSize: 5 });
    const simple = await send(CLERK, id, 'ACCEPT', { procedure: 'simple' });
    expect(simple.body).toMatchObject({ status: 409, refusedBy: ['procedureFits'] });
  });
});
