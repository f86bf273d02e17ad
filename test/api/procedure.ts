import type { Answer, Client } from '../support/client.ts';

/** A registration with nothing wrong in it. */
export const FORM = {
  channel: 'online',
  purpose: 'appeal',
  title: '村口路灯不亮',
  text: '村口到学校的路灯坏了半个月，老人孩子晚上不敢走。',
  petitioner: { name: '秦某某', phone: '13912345678', idNumber: '999999198001010017', address: '河沿村二组' },
  place: 'ys-qh-ll-hy',
} as const;

export const OPINION = {
  outcome: 'support',
  request: '请求修好路灯',
  facts: '经查线路老化',
  decision: '十日内修复',
  legalBasis: '《城市道路管理条例》',
} as const;

export const CLERK = 'll.xfb.clerk';
export const HANDLER = 'll.rsz';
export const LEADER = 'll.mayor';
export const VISITOR = 'll.jw';
const UNIT = 'ys-qh-ll-rsz';

export type Step = readonly [user: string, type: string, data?: object];

/** The ordinary path, step by step; each ends in the state it is filed under. */
const PATH: readonly (readonly [state: string, steps: readonly Step[]])[] = [
  ['acceptance.registered', []],
  ['routing.transferring', [[CLERK, 'ACCEPT']]],
  ['routing.noticing', [[CLERK, 'TRANSFER', { unit: UNIT, mode: '交办' }]]],
  ['handling.working', [[HANDLER, 'GIVE_NOTICE']]],
  [
    'reply.approving',
    [
      [HANDLER, 'HEAR', { method: 'phone', summary: '秦某某说路灯坏了' }],
      [HANDLER, 'INVESTIGATE', { findings: '线路老化' }],
      [HANDLER, 'ISSUE_OPINION', OPINION],
    ],
  ],
  ['reply.serving', [[LEADER, 'APPROVE_OPINION']]],
  ['followUp', [[HANDLER, 'SERVE', { method: 'inPerson' }]]],
];
type State = 'acceptance' | 'routing.transferring' | 'routing.noticing' | 'handling' | 'reply' | 'followUp';

/** Fails with the whole answer, so that a broken step says why. */
export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status !== status)
    throw new Error(`${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`);
  return answer;
}

export async function register(client: Client, changes: object = {}, user: string = CLERK) {
  return expectStatus(await client.call(user, 'POST', '/v1/petitions', { body: { ...FORM, ...changes } }), 201).body;
}

/** Sends one event that must be taken. */
export async function step(client: Client, id: string, ...[user, type, data]: Step) {
  return expectStatus(await client.send(user, id, type, data), 200).body;
}

/** Sends several, one after the other; what the last of them made of the petition. */
export async function take(client: Client, id: string, ...steps: Step[]) {
  let view;
  for (const each of steps) view = await step(client, id, ...each);
  return view;
}

/** A new petition, taken along the ordinary path to the first state that begins so. */
export async function petitionAt(client: Client, state: State, changes: object = {}): Promise<string> {
  const { id } = await register(client, changes);
  for (const [reached, steps] of PATH) {
    for (const each of steps) await step(client, id, ...each);
    if (reached.startsWith(state)) return id;
  }
  throw new Error(`the ordinary path does not come by ${state}`);
}

export async function petition(client: Client, id: string, user: string = CLERK) {
  return expectStatus(await client.get(user, `/v1/petitions/${id}`), 200).body;
}

/** Everything a list shows, page by page. */
export async function allItems(client: Client, user: string, path: string) {
  const items = [];
  for (let next: string | null = ''; next !== null;) {
    const separator = path.includes('?') ? '&' : '?';
    const { body } = expectStatus(
      await client.get(user, `${path}${separator}limit=200${next && `&cursor=${next}`}`),
      200,
    );
    items.push(...body.items);
    next = body.next;
  }
  return items;
}
