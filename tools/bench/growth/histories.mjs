// A year of real cases, through the real engine on a clock of the bench's own: most are concluded, the youngest are in
// every stage, some are late.
import { readFile } from 'node:fs/promises';

const [workflow, office, platform, { apart, EVENTS, RegisterPetition }] = await Promise.all([
  import('../../../libs/workflow/dist/index.js'),
  import('../../../libs/office/dist/index.js'),
  import('../../../libs/platform/dist/index.js'),
  import('../../../libs/workflow/dist/contract.js'),
]);

const DAY_MS = 86_400_000;
const petitions = new URL('../../../examples/township/petitions.jsonl', import.meta.url);

/** The follow-up opens on the fifteenth day after service, however quick the office was. */
const VISIT_AFTER_DAYS = 20;
const SERVED_ON_DAY = 48;

/** Nobody can be told or visited whose name is not known: the reply is put on file, and with that the case ends. */
const isAnonymous = ({ petitioner }) => petitioner.name === '匿名';

/** [day after registration, who, event, data]; the days are shortened for each case by its pace. */
function courseOf(form, unit) {
  const outcome = form.purpose === 'suggestion' ? 'adopt' : 'support';
  const unknown = isAnonymous(form);
  return [
    [1, 'office', 'ACCEPT', {}],
    [2, 'office', 'TRANSFER', { unit, mode: 'transfer' }],
    [6, 'handler', 'GIVE_NOTICE', { method: unknown ? 'notOwed' : 'electronic' }],
    [14, 'handler', 'HEAR', { method: 'inPerson', summary: '信访人到场陈述了事实和理由' }],
    [30, 'handler', 'INVESTIGATE', { findings: '已到现场核实' }],
    [
      44,
      'handler',
      'ISSUE_OPINION',
      { outcome, request: '诉求', facts: '事实和理由', decision: '处理意见', legalBasis: '有关规定' },
    ],
    [46, 'leader', 'APPROVE_OPINION', {}],
    [SERVED_ON_DAY, 'handler', 'SERVE', { method: unknown ? 'onFile' : 'inPerson', receipt: 'signed' }],
    ...(outcome === 'support' ? [[SERVED_ON_DAY + 8, 'handler', 'RECORD_EXECUTION', { result: '已落实' }]] : []),
    ...(unknown ? [] : [[SERVED_ON_DAY, 'visitor', 'RECORD_FOLLOW_UP', { method: 'phone', result: 'satisfied' }]]),
  ];
}

/**
 * @param {{ townships: { office: string, place: string, departments: string[] }[] }} organisation
 * @returns {Promise<string[]>} the ids of the cases
 */
export async function writeHistories(databaseUrl, { townships }, count, each) {
  const forms = await demoForms();
  const dataSource = await platform.openDatabase(databaseUrl, { poolSize: 2, applicationName: 'huiyin-bench' });
  const pool = platform.poolOf(dataSource);
  const directory = await new office.Directory(pool).fresh();
  const clock = { at: 0, now: async () => clock.at };
  const beside = office.besideCases(directory);
  const registry = workflow.petitionRegistry();
  const engine = workflow.createEngine({ pool, registry, clock, beside, announce: () => {} });
  const register = office.createRegister({ engine, clock, directory });
  const today = Date.now();
  const ids = [];
  for (let n = 0; n < count; n += 1) {
    const { office: counter, place, departments } = townships[n % townships.length];
    const unit = departments[Math.floor(n / townships.length) % departments.length];
    const registeredAt = today - ((count - n) / count) * 365 * DAY_MS;
    clock.at = registeredAt;
    const form = { ...forms[n % forms.length], place };
    const { record } = await register({ form, by: { account: 'clerk', unit: counter } });
    const { id } = record;
    ids.push(id);
    const pace = 0.35 + ((n * 7919) % 100) / 150; // most in time, some late
    for (const [day, who, type, data] of courseOf(form, unit)) {
      clock.at = registeredAt + (day * pace + (who === 'visitor' ? VISIT_AFTER_DAYS : 0)) * DAY_MS;
      if (clock.at > today) break;
      await engine.advance({
        caseId: id,
        ...workflow.sealed(apart(type, EVENTS[type].data.parse(data))),
        actor: { account: who, unit: who === 'office' ? counter : unit },
      });
    }
    each(n + 1);
  }
  clock.at = today;
  while ((await engine.fireDue(250)).more);
  await dataSource.destroy();
  return ids;
}

export async function demoForms() {
  const lines = (await readFile(petitions, 'utf8')).trim().split('\n');
  return lines.map((line) => {
    // What is alleged of somebody goes its own way; here everything takes the ordinary one.
    const { id: _id, expect: _expect, purpose, ...form } = JSON.parse(line);
    const said = {
      ...form,
      purpose: purpose === 'suggestion' ? 'suggestion' : 'appeal',
      confidential: false,
      accused: [],
    };
    return RegisterPetition.parse(said);
  });
}
