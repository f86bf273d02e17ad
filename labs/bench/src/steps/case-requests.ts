import type { EventType } from '@huiyin/workflow/contract';
import { DEPARTMENT, demoForms } from '../cases/township.ts';
import type { CaseRequests } from '../http/round.ts';
import { logIn } from '../http/log-in.ts';

const STEPS: readonly (readonly ['office' | 'handler', EventType, object])[] = [
  ['office', 'ACCEPT', {}],
  ['office', 'TRANSFER', { unit: DEPARTMENT, mode: '转送' }],
  ['handler', 'GIVE_NOTICE', { method: 'electronic' }],
  ['handler', 'HEAR', { summary: '村民代表五人到场陈述,主要意见为同苗不同价。' }],
  ['handler', 'INVESTIGATE', { findings: '实地测量,两处评估口径不一。' }],
  [
    'handler',
    'ISSUE_OPINION',
    {
      outcome: 'support',
      request: '重新核定青苗补偿',
      facts: '同苗不同价,评估口径不一',
      decision: '按统一标准补差',
      legalBasis: '土地管理法第四十八条',
    },
  ],
];

/** One case as its clients send it: registered, then six steps, by the people whose office it is. */
export async function caseRequests(port: number): Promise<CaseRequests> {
  const tokens = { office: await logIn(port, 'll.xfb'), handler: await logIn(port, 'll.zrs') };
  const [petition] = await demoForms();
  return {
    create: { method: 'POST', path: '/v1/petitions', token: tokens.office, body: JSON.stringify(petition) },
    steps: STEPS.map(([who, type, data]) => ({
      method: 'POST',
      token: tokens[who],
      body: JSON.stringify({ type, data }),
    })),
  };
}
