// A few dozen open cases through the real engine, in every place where one waits, some of them late, and copies of them.
import { demoForms } from '../growth/histories.mjs';
import { multiply } from '../multiply.mjs';

const [workflow, office, platform, { apart, EVENTS }] = await Promise.all([
  import('../../../libs/workflow/dist/index.js'),
  import('../../../libs/office/dist/index.js'),
  import('../../../libs/platform/dist/index.js'),
  import('../../../libs/workflow/dist/contract.js'),
]);

const DAY_MS = 86_400_000;
const OFFICE = 'ys-qh-ll-xfb';
const UNIT = 'ys-qh-ll-zrs';

const registered = [
  [1, 'office', 'ACCEPT', {}],
  [2, 'office', 'TRANSFER', { unit: UNIT, mode: 'transfer' }],
];
const handled = [...registered, [4, 'handler', 'GIVE_NOTICE', { method: 'electronic' }]];
const approved = [
  ...handled,
  [8, 'handler', 'HEAR', { method: 'inPerson', summary: '信访人到场陈述了事实和理由' }],
  [12, 'handler', 'INVESTIGATE', { findings: '已到现场核实' }],
  [
    20,
    'handler',
    'ISSUE_OPINION',
    { outcome: 'support', request: '诉求', facts: '事实和理由', decision: '处理意见', legalBasis: '有关规定' },
  ],
  [21, 'leader', 'APPROVE_OPINION', {}],
];
const served = [...approved, [22, 'handler', 'SERVE', { method: 'inPerson', receipt: 'signed' }]];

/** What happened, [day after registration, who, event, data], and the day from which the case waits for the next. */
const COURSES = [
  { waits: 'for its transfer', steps: [], from: 0 },
  { waits: 'for an objection', steps: registered, from: 2 },
  {
    waits: 'for the decision of an objection',
    steps: [...registered, [3, 'handler', 'OBJECT', { reason: '不属于本单位职责' }]],
    from: 3,
  },
  { waits: 'for the opinion', steps: handled, from: 4 },
  { waits: 'for service', steps: approved, from: 21 },
  { waits: 'for the follow-up, whose day has come', steps: served, from: 38 },
  {
    waits: 'for the window to ask for a review to end',
    steps: [...served, [39, 'visitor', 'RECORD_FOLLOW_UP', { method: 'phone', result: 'satisfied' }]],
    from: 40,
  },
];
/** For how many days it has waited: five working days before eight ended yesterday, a day that is off after all. */
const WAITED = [0.2, 1, 4, 6, 8, 12];
const WANTED = COURSES.flatMap(({ steps, from }) => WAITED.map((waited) => ({ steps, age: from + waited })));

/** @returns how many the engine wrote itself */
export async function writeOpenCases(stage, { databaseUrl, cases, now }, progress) {
  const pool = stage.pool(databaseUrl);
  progress.say('calendar: real histories');
  const originals = await writeOriginals(databaseUrl, now);
  const { rows } = await pool.query('SELECT count(*)::int AS cases FROM petition_case');
  const each = (done) => progress.say(`calendar: writing ${cases} open cases`, done / cases);
  await multiply(pool, originals, cases - rows[0].cases, { days: 10, each });
  await pool.query('VACUUM (ANALYZE)');
  await pool.query('CHECKPOINT');
  return originals.length;
}

async function writeOriginals(databaseUrl, now) {
  const forms = (await demoForms()).filter(
    ({ petitioner, purpose }) => petitioner.name !== '匿名' && purpose === 'appeal',
  );
  const dataSource = await platform.openDatabase(databaseUrl, { poolSize: 2, applicationName: 'huiyin-bench' });
  const pool = platform.poolOf(dataSource);
  const directory = await new office.Directory(pool).fresh();
  const clock = { at: now, now: async () => clock.at };
  const beside = office.besideCases(directory);
  const registry = workflow.petitionRegistry();
  const engine = workflow.createEngine({ pool, registry, clock, beside, announce: () => {} });
  const register = office.createRegister({ engine, clock, directory });
  const desk = { engine, register, clock };
  const ids = [];
  for (const [n, { steps, age }] of WANTED.entries())
    ids.push(await carried(desk, forms[n % forms.length], { steps, registeredAt: now - age * DAY_MS }));
  clock.at = now;
  while ((await engine.fireDue(250)).more);
  await dataSource.destroy();
  return ids;
}

/** One case, from its registration through its steps. @returns its id */
async function carried({ engine, register, clock }, form, { steps, registeredAt }) {
  clock.at = registeredAt;
  const by = { account: 'office', unit: OFFICE };
  const { id } = (await register({ form, by })).record;
  for (const [day, who, type, data] of steps) {
    clock.at = registeredAt + day * DAY_MS;
    await engine.advance({
      caseId: id,
      ...workflow.sealed(apart(type, EVENTS[type].data.parse(data))),
      actor: { account: who, unit: who === 'office' ? OFFICE : UNIT },
    });
  }
  return id;
}
