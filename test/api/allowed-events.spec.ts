// What may be done now is done when it is sent as the example says; what may not says why. In every state there is.
import { AllowedEventsView, EVENT_NAMES, FIELDS } from '@huiyin/workflow/contract';
import type { Named } from '@huiyin/workflow/contract';
import { CLERK, petition, register, step, VISITOR } from './procedure.ts';
import type { Step } from './procedure.ts';
import { answered, handled, startTownship } from './township.ts';
import type { Township } from './township.ts';

let township: Township;
/** What LINK and MERGE name. */
let other: string;
beforeAll(async () => {
  township = await startTownship();
  other = (await register(township.client, { title: '另一件' })).id;
});
afterAll(() => township.stop());

const DESKS = [CLERK, 'll.xfb', 'll.rsz', 'll.nyb', 'll.mayor', 'll.secretary', 'qh.director', VISITOR] as const;
const TAKEN = new Set<string>();

/** The units, persons and petitions that an example cannot know; null where it does, or where it may be left out. */
const NAMES: Readonly<Record<Named, (() => string) | null>> = {
  recipient: () => 'ys-qh-ll-mzb',
  assignee: () => 'll.rsz',
  petition: () => other,
  lead: () => other,
  ...{ organ: null, organAbove: null, part: null, ownPart: null, ownRecommendation: null, person: null },
  ...{ recused: null, link: null, accused: null, accusedEntry: null, nobody: null },
};

/** The same for one event. */
function named(type: string): object {
  const naming = FIELDS.get(type)?.naming ?? [];
  return Object.fromEntries(naming.flatMap(({ field, names }) => (NAMES[names] ? [[field, NAMES[names]()]] : [])));
}

const WAY = handled({ lead: 'ys-qh-ll-rsz' });
const SERVED = answered({ lead: 'ys-qh-ll-rsz' });
const UPHELD = { decision: 'uphold', reasons: '并无不当' };
const sentBack = (unit: string, handler: string): Step[] => [
  [CLERK, 'TRANSFER', { unit }],
  [handler, 'OBJECT', { reason: '不属本单位职权' }],
  [CLERK, 'DECIDE_OBJECTION', { upheld: true }],
];
const ASSIGNED: Step = [CLERK, 'TRANSFER', { unit: 'ys-qh-ll-rsz', mode: '交办' }];
const REVIEW: Step[] = [...SERVED, [CLERK, 'REQUEST_REVIEW']];
const REVIEWED: Step[] = [...REVIEW, ['ll.secretary', 'DECIDE_REVIEW', UPHELD]];
const RECHECK: Step[] = [...REVIEWED, [CLERK, 'REQUEST_RECHECK']];

/** Each state with the way to it. */
const STATES: Readonly<Record<string, readonly Step[]>> = {
  'acceptance.registered': [],
  'acceptance.awaitingSupplement': [[CLERK, 'REQUEST_SUPPLEMENT', { items: ['身份证明'] }]],
  'routing.transferring': WAY.slice(0, 1),
  'routing.noticing': [...WAY.slice(0, 1), ASSIGNED],
  'routing.objecting': [...WAY.slice(0, 2), ['ll.rsz', 'OBJECT', { reason: '不属本站' }]],
  'routing.arbitrating': [
    ...WAY.slice(0, 1),
    ...sentBack('ys-qh-ll-zrs', 'll.zrs'),
    ...sentBack('ys-qh-ll-nyb', 'll.nyb'),
  ],
  'handling.working': [
    ...WAY.slice(0, 1),
    ASSIGNED,
    ...WAY.slice(2, 5),
    ['ll.rsz', 'REQUEST_EXTENSION', { days: 10, reason: '情况复杂' }],
  ],
  'handling.working with others': [
    ...WAY.slice(0, 3),
    [CLERK, 'ADD_PARTY', { unit: 'ys-qh-ll-nyb' }],
    ['qh.director', 'RECOMMEND', { kind: 'improve', to: 'ys-qh-ll-nyb', text: '建议' }],
    ['qh.director', 'SUPERVISE', { ground: 'evasion', measures: '限期' }],
    [CLERK, 'LINK', { relation: 'related' }],
    ['ll.mayor', 'RECUSE', { account: 'll.tyz', reason: '亲属' }],
    [CLERK, 'ADD_ACCUSED', { add: [{ name: '某某公司', outside: true }] }],
  ],
  'handling.working, simple': [[CLERK, 'ACCEPT', { procedure: 'simple' }], ...WAY.slice(1, 5)],
  'handling.mediating': [...WAY.slice(0, 3), ['ll.rsz', 'START_MEDIATION', { bothConsent: true }]],
  'handling.hearing': [...WAY.slice(0, 3), ['ll.rsz', 'OPEN_HEARING']],
  'handling.merged': [[CLERK, 'MERGE']],
  'reply.approving': WAY.slice(0, -1),
  'reply.serving': WAY,
  followUp: SERVED,
  'followUp.reviewing': REVIEW,
  'followUp.recheckWindow': REVIEWED,
  'followUp.rechecking': RECHECK,
  'followUp.rechecksHearing': [...RECHECK, ['qh.director', 'OPEN_HEARING']],
  'closed.withdrawn': [[CLERK, 'WITHDRAW', { inWriting: true }]],
  'closed.routed': [...WAY.slice(0, 2), [CLERK, 'ROUTE_TRACK', { track: 'litigation', organ: '清河县人民法院' }]],
};

/** A new petition there; where the way names another petition, it is that one. */
async function built(way: readonly Step[], changes: object = {}): Promise<string> {
  const { id } = await register(township.client, changes);
  for (const [user, type, data] of way) {
    await step(township.client, id, user, type, { ...named(type), ...data });
  }
  return id;
}

async function allowedFor(user: string, id: string, language = 'zh') {
  const headers = { 'accept-language': language };
  return township.client.call(user, 'GET', `/v1/petitions/${id}/allowed-events`, { headers });
}

/** What is listed for anybody who sees the case, and has not been tried yet; files are no example (attachments.spec.ts). */
async function untried(id: string, tried: ReadonlySet<string>) {
  for (const user of DESKS) {
    const { status, body } = await allowedFor(user, id);
    const found =
      status === 404
        ? undefined
        : body.allowed.find(({ type }: { type: string }) => !tried.has(type) && type !== 'ATTACH');
    if (found) return { user, type: found.type as string, data: { ...found.example, ...named(found.type) } };
  }
  return null;
}

const whereIs = async (id: string) => {
  const { state, regions, unit } = await petition(township.client, id, 'll.xfb');
  return JSON.stringify([state, regions, unit]);
};

/** Tries everything once; anew from a new petition whenever a step has led elsewhere. */
async function expectAllTaken(build: () => Promise<string>): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const id = await build();
    const start = await whereIs(id);
    let next = await untried(id, tried);
    if (!next) return;
    for (; next !== null; next = (await whereIs(id)) === start ? await untried(id, tried) : null) {
      tried.add(next.type);
      await step(township.client, id, next.user, next.type, next.data);
      TAKEN.add(next.type);
    }
  }
}

const REASON = { zh: /\p{Script=Han}{3}/u, en: /^[\x20-\x7e’]{10,}$/ };

/** Whatever is not for now, or not for this petition, says why in both languages; the view lists the same steps. */
async function expectReasons(id: string): Promise<void> {
  for (const user of DESKS) {
    for (const language of ['zh', 'en'] as const) {
      const { status, body } = await allowedFor(user, id, language);
      if (status === 404) continue; // not theirs to know in this state
      expect(AllowedEventsView.parse(body)).toEqual(body);
      const names = body.allowed.map(({ type }: { type: string }) => type);
      expect(names).toEqual((await petition(township.client, id, user)).allowedEvents);
      for (const { type, why } of body.blocked)
        expect([type, why]).toEqual([type, expect.stringMatching(REASON[language])]);
    }
  }
}

it.each(Object.keys(STATES))('in %s', async (state) => {
  const build = () => built(STATES[state] ?? []);
  await expectReasons(await build());
  await expectAllTaken(build);
});

it('when the visit is due, and when it has been made', async () => {
  const { client } = township;
  const waiting = await Promise.all(Array.from({ length: 8 }, () => built(SERVED)));
  await client.moveBy(15);
  const next = async () => waiting.pop() ?? Promise.reject(new Error('too few petitions wait for their visit'));
  const visited = async () => {
    const id = await next();
    await step(client, id, VISITOR, 'RECORD_FOLLOW_UP', { method: 'phone', result: 'satisfied' });
    return id;
  };
  await expectReasons(await next());
  const tried = new Set<string>(EVENT_NAMES.filter((type) => type !== 'RECORD_FOLLOW_UP'));
  const due = await untried(await next(), tried);
  expect(due).toMatchObject({ type: 'RECORD_FOLLOW_UP' });
  await expectReasons(await visited());
  const id = await visited();
  const close = await untried(id, new Set<string>(EVENT_NAMES.filter((type) => type !== 'CLOSE')));
  await step(client, id, close?.user ?? '', 'CLOSE', close?.data);
  for (const type of ['RECORD_FOLLOW_UP', 'CLOSE']) TAKEN.add(type);
  await expectReasons(id);
});

it.each([
  ['a suggestion', { purpose: 'suggestion' }],
  ['an anonymous accusation', { purpose: 'accusation', petitioner: { name: '匿名' } }],
  ['an inquiry', { purpose: 'inquiry' }],
])('of %s that is handled', async (_, changes) => {
  const notice = 'petitioner' in changes ? { method: 'notOwed' } : {};
  const way: Step[] = [...WAY.slice(0, 2), ['ll.rsz', 'GIVE_NOTICE', notice], ['ll.rsz', 'INVESTIGATE']];
  await expectReasons(await built(way, changes));
  await expectAllTaken(() => built(way, changes));
  await expectAllTaken(() => built(way.slice(0, 2), changes));
});

it('every step of the contract has been taken so', () => {
  expect([...TAKEN, 'ATTACH'].sort()).toEqual([...EVENT_NAMES].sort());
});
