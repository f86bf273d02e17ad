// 条例第三十条: every door by which a matter could reach whoever it is kept from is listed here, and tried. A new event that
// names somebody, or a new file that reads petitions, fails this until it says how it asks the rule (access/accused.ts).
import { readdirSync, readFileSync } from 'node:fs';
import { EVENT_NAMES, FIELDS } from '@huiyin/workflow/contract';
import type { EventType, Named, PetitionView } from '@huiyin/workflow/contract';
import { expectInvalid, expectProblem } from './problem.ts';
import { allItems, CLERK, FORM, petition, register, step, take } from './procedure.ts';
import type { Step } from './procedure.ts';
import { answered, startTownship } from './township.ts';
import type { Township } from './township.ts';
import { expectUnseen } from './unseen.ts';

/** The office that was complained about, and is no more; 自然资源所 has taken over from it. */
const OLD = {
  ...({ code: 'ys-qh-ll-td', name: '柳林镇土地管理所', kind: 'department', parent: 'ys-qh-ll' } as const),
  ...{ dissolvedOn: '2020-01-01', successor: 'ys-qh-ll-zrs' },
};
const HEIR = 'ys-qh-ll-zrs';

let township: Township;
/** One that the heir handles. */
let heirs: string;
beforeAll(async () => {
  township = await startTownship([OLD]);
  heirs = (await register(township.client)).id;
  await take(township.client, heirs, [CLERK, 'ACCEPT'], [CLERK, 'TRANSFER', { unit: HEIR }]);
});
afterAll(() => township.stop());

const AGAINST = { title: '反映土地所', accused: [{ name: '土地管理所所长', unit: OLD.code }] };
const SENT: Step[] = [
  [CLERK, 'ACCEPT'],
  [CLERK, 'TRANSFER', { unit: 'ys-qh-ll-nyb' }],
];
const back = (unit: string, handler: string): Step[] => [
  [CLERK, 'TRANSFER', { unit }],
  [handler, 'OBJECT', { reason: '不属本单位职权' }],
  [CLERK, 'DECIDE_OBJECTION', { upheld: true }],
];

interface Door {
  readonly way: readonly Step[];
  readonly user: string;
  readonly field: string;
  readonly data: () => object;
}

/** How each event that names somebody would bring the matter to the heir. */
const DOORS: Partial<Record<EventType, Door>> = {
  TRANSFER: { way: SENT.slice(0, 1), user: CLERK, field: 'unit', data: () => ({ unit: HEIR }) },
  ARBITRATE: {
    way: [...SENT.slice(0, 1), ...back('ys-qh-ll-nyb', 'll.nyb'), ...back('ys-qh-ll-cjb', 'll.cjb')],
    user: 'll.secretary',
    field: 'unit',
    data: () => ({ unit: HEIR, reason: '属其职权' }),
  },
  ADD_PARTY: { way: SENT, user: CLERK, field: 'unit', data: () => ({ unit: HEIR }) },
  SUCCEED: {
    way: [...SENT, ['ll.nyb', 'GIVE_NOTICE']],
    user: CLERK,
    field: 'unit',
    data: () => ({ unit: HEIR, reason: '机构改革' }),
  },
  RECOMMEND: { way: SENT, user: 'll.xfb', field: 'to', data: () => ({ kind: 'improve', to: HEIR, text: '建议' }) },
  ASSIGN: {
    way: [SENT[0] as Step, [CLERK, 'TRANSFER', { unit: 'ys-qh-ll' }]],
    user: 'll.mayor',
    field: 'assignee',
    data: () => ({ assignee: 'll.zrs' }),
  },
  ROUTE_TRACK: {
    way: SENT,
    user: 'll.nyb',
    field: 'organ',
    data: () => ({ track: 'administrative-ruling', organ: '柳林镇 自然资源所李所长' }),
  },
  REDIRECT: { way: [], user: CLERK, field: 'organ', data: () => ({ organ: '镇自然资源所' }) },
  REPORT_URGENT: {
    way: [],
    user: CLERK,
    field: 'informed',
    data: () => ({ informed: ['本级党委政府', '柳林镇土地管理所'], reason: '急' }),
  },
  MERGE: { way: [], user: CLERK, field: 'into', data: () => ({ into: heirs }) },
  REQUEST_REVIEW: {
    way: answered({ lead: 'ys-qh-ll-nyb' }, 'reject'),
    user: CLERK,
    field: 'organ',
    data: () => ({ organ: HEIR }),
  },
};

/** Whether a field that names somebody or something so brings the matter there. */
const BRINGS: Readonly<Record<Named, boolean>> = {
  ...{ recipient: true, organ: true, organAbove: true, assignee: true, lead: true },
  // Takes part already, is taken away from it, is known to the sender, or is whom it is kept from.
  ...{ part: false, ownPart: false, ownRecommendation: false, person: false, recused: false },
  ...{ petition: false, link: false, accused: false, accusedEntry: false, nobody: false },
};

it('every event that names somebody whom it brings the matter to is a door', () => {
  const bringing = EVENT_NAMES.filter((type) => FIELDS.get(type)?.naming.some(({ names }) => BRINGS[names]));
  // The recheck asks as the review does.
  expect([...Object.keys(DOORS), 'REQUEST_RECHECK'].sort()).toEqual([...bringing].sort());
});

it.each(Object.entries(DOORS))('%s does not bring it to the heir of who is complained about', async (type, door) => {
  const { client } = township;
  const { id } = await register(client, AGAINST);
  await take(client, id, ...door.way);
  const before: PetitionView = await petition(client, id);
  expectInvalid(await client.send(door.user, id, type, door.data()), `/data/${door.field}`);
  expect(await petition(client, id)).toEqual(before);
  await expectUnseen(client, 'll.zrs', before);
});

it('the heir gets no alert of it, and nobody of theirs does', async () => {
  const { client } = township;
  const { id } = await register(client, AGAINST);
  await client.moveBy(30);
  const alerts = await allItems(client, 'll.xfb', `/v1/alerts?petition=${id}`);
  expect(alerts.length).toBeGreaterThan(0);
  expect(alerts.filter(({ to }: { to: { unit: string } }) => to.unit === HEIR)).toEqual([]);
  expect(await allItems(client, 'll.zrs', `/v1/alerts?petition=${id}`)).toEqual([]);
  expectProblem(await client.get('ll.zrs', `/v1/petitions/${id}/attachments`), 404, 'not-found');
});

it('a review organ named later is passed by: the one above it decides', async () => {
  const { client } = township;
  const { id } = await register(client);
  await take(client, id, ...answered({ lead: 'ys-qh-ll-nyb' }, 'reject'));
  expect((await petition(client, id)).remedy).toMatchObject({ organ: 'ys-qh-ll' });
  await step(client, id, CLERK, 'ADD_ACCUSED', { add: ['柳林镇'] });
  expectProblem(await client.get(CLERK, `/v1/petitions/${id}`), 404, 'not-found');
  expect((await petition(client, id, 'qh.intake')).remedy).toMatchObject({ kind: 'review', organ: 'ys-qh' });
  await step(client, id, 'qh.intake', 'REQUEST_REVIEW');
});

/** What reads petitions, and how each asks the rule. */
const OPERATORS = 'for whoever runs the system, and shows no petition';
const READERS: Readonly<Record<string, string>> = {
  'apps/api/src/clock/drain.ts': 'waits until nothing is due; shows nothing',
  'libs/office/src/access/heirs.ts': 'writes whom it is kept from',
  'libs/office/src/access/links.ts': 'writes what it is linked to',
  'libs/office/src/access/visibility.ts': 'is the rule, and writes who sees it',
  'libs/office/src/act/attachments.ts': 'writes the files of one that has been found',
  'libs/office/src/alerts/alert-projection.ts': 'asks what is stored, before an alert goes to anybody',
  'libs/office/src/alerts/inbox.ts': 'rule',
  'libs/office/src/alerts/letters.ts': 'asks what is stored, before a letter is sent',
  'libs/office/src/law/calendar-lines.ts': OPERATORS,
  'libs/office/src/law/draft/cases.ts': OPERATORS,
  'libs/office/src/outbox/deliveries.ts': 'shows nothing: what is delivered asks for itself',
  'libs/office/src/proof/audit.sql.ts': OPERATORS,
  'libs/office/src/proof/clock-check.ts': OPERATORS,
  'libs/office/src/read/attachments.ts': 'of a petition that has been found',
  'libs/office/src/read/links.ts': 'rule',
  'libs/office/src/read/list.ts': 'rule',
  'libs/office/src/read/petitions.ts': 'rule',
  'libs/office/src/read/relatives.ts': 'rule',
};

it('every file that reads petitions for somebody asks the rule, or says why not', () => {
  const root = new URL('../../', import.meta.url);
  const files = ['apps/api/src/', 'libs/office/src/'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((name) => folder + name),
  );
  const sources = new Map(
    files
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
      .map((name) => [name, readFileSync(new URL(name, root), 'utf8')]),
  );
  const TABLE = /\b(?:FROM|JOIN) (?:petition|case_|alert|attachment|delivery)/;
  const reading = [...sources].filter(([, source]) => TABLE.test(source));
  expect(reading.map(([name]) => name).sort()).toEqual(Object.keys(READERS).sort());
  for (const [name, source] of reading.filter(([each]) => READERS[each] === 'rule')) {
    expect([name, /\b(?:visibleTo|seenBy)\(/.test(source)]).toEqual([name, true]);
  }
});

it('is asked of what is stored, before an alert goes to anybody', () => {
  const root = new URL('../../libs/office/src/alerts/', import.meta.url);
  expect(readFileSync(new URL('alert-projection.ts', root), 'utf8')).toContain('p.kept_from');
  expect(readFileSync(new URL('routing/matter.ts', root), 'utf8')).toContain('isKeptFrom(');
});

it('a registration whose words mean nobody here is not taken', async () => {
  const answer = await township.client.call(CLERK, 'POST', '/v1/petitions', {
    body: { ...FORM, accused: ['土地管理所的王某'] },
  });
  expectInvalid(answer, '/accused/0');
  expect(answer.body.errors[0].suggestions).toEqual([{ unit: OLD.code, name: OLD.name }]);
});
