import { logIn } from '../api-client.mjs';

const PETITION = {
  channel: 'visit',
  purpose: 'appeal',
  category: 'land-acquisition',
  title: '河沿村征地青苗补偿标准不一',
  text: '园区扩建征了我们村318亩地,同样的苗木东头每亩补六千二,西头只补四千五,评估单上看不出依据。请把评估报告公示出来,按一把尺子重新核。',
  petitioner: { name: '张某', phone: '13800000001', idNumber: '999999199001010016', address: '河沿村三组' },
  place: 'ys-qh-ll-hy',
  groupSize: 68,
};

const STEPS = [
  ['office', 'ACCEPT', {}],
  ['office', 'TRANSFER', { unit: 'ys-qh-ll-zrs', mode: '转送' }],
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
export async function caseRequests(port) {
  const tokens = { office: await logIn(port, 'll.xfb'), handler: await logIn(port, 'll.zrs') };
  return [
    { method: 'POST', path: '/v1/petitions', token: tokens.office, body: JSON.stringify(PETITION) },
    ...STEPS.map(([who, type, data]) => ({
      method: 'POST',
      token: tokens[who],
      body: JSON.stringify({ type, data }),
    })),
  ];
}
