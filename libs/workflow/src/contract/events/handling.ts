import { z } from 'zod';
import { keysOf, OUTCOMES } from '../names.ts';
import { empty, handler, leader, legalDate, personal, spec } from './kit.ts';
import { plain } from './naming.ts';

/** 办理与答复: how a matter is found out about, decided and answered. */
export const HANDLING = {
  HEAR: spec({
    title: { zh: '听取陈述', en: 'Hear the petitioner' },
    description: { zh: '听取信访人陈述事实和理由', en: 'Hears the petitioner’s facts and reasons' },
    article: '31',
    sender: 'unit',
    roles: handler,
    data: z.strictObject({
      method: z
        .enum(['inPerson', 'phone', 'video', 'visit', 'writing', 'absent'])
        .default('inPerson')
        .describe('writing: by what was written; absent: invited and did not come, which holds nothing up'),
      summary: personal(20_000).optional(),
    }),
    example: {},
  }),
  INVESTIGATE: spec({
    title: { zh: '调查核实', en: 'Investigate' },
    description: { zh: '记录调查核实的情况', en: 'Records what was found' },
    article: '31',
    sender: 'unit',
    roles: handler,
    data: z.strictObject({ findings: personal(20_000).optional() }),
    example: {},
  }),
  START_MEDIATION: spec({
    title: { zh: '开始调解', en: 'Start mediation' },
    description: {
      zh: '双方自愿，依法调解；办理期限照常计算',
      en: 'With the consent of both; the clock keeps running',
    },
    article: '33',
    sender: 'unit',
    roles: handler,
    data: z.strictObject({ bothConsent: z.literal(true), mediator: plain(200).optional() }),
    example: { bothConsent: true },
  }),
  SETTLE: spec({
    title: { zh: '达成协议', en: 'Settle' },
    description: { zh: '制作调解协议书或者和解协议书', en: 'With a written mediation or settlement agreement' },
    article: '33',
    sender: 'unit',
    roles: handler,
    data: z.strictObject({
      kind: z.enum(['mediation', 'settlement']).default('mediation'),
      agreement: personal(20_000),
    }),
    example: { agreement: '协议内容' },
  }),
  FAIL_MEDIATION: spec({
    title: { zh: '调解不成', en: 'Mediation failed' },
    description: { zh: '回到办理程序', en: 'Back to ordinary handling' },
    article: '33',
    sender: 'unit',
    roles: handler,
    data: z.strictObject({ reason: personal(4000).optional() }),
    example: {},
  }),
  OPEN_HEARING: spec({
    title: { zh: '举行听证', en: 'Open a hearing' },
    description: {
      zh: '重大、复杂、疑难事项可以听证；只有复核的听证时间不计入期限',
      en: 'For grave or complex matters; only at the recheck is its time not counted',
    },
    article: '31',
    sender: 'unitOrOrgan',
    roles: ['handler', 'leader', 'supervisor'],
    data: empty,
    example: {},
  }),
  CLOSE_HEARING: spec({
    title: { zh: '听证结束', en: 'Close the hearing' },
    description: { zh: '记录听证结论', en: 'Records what the hearing came to' },
    article: '31',
    sender: 'unitOrOrgan',
    roles: ['handler', 'leader', 'supervisor'],
    data: z.strictObject({ conclusion: personal(20_000).optional() }),
    example: {},
  }),
  REQUEST_EXTENSION: spec({
    title: { zh: '申请延期', en: 'Ask for an extension' },
    description: {
      zh: '情况复杂，延长一次，最多 30 日，地方另有规定的从其规定',
      en: 'A complex matter: once, at most 30 days unless the province says otherwise',
    },
    article: '34',
    sender: 'unit',
    roles: handler,
    data: z.strictObject({ days: z.int().min(1).max(366).describe('calendar days'), reason: personal(4000) }),
    example: { days: 30, reason: '情况复杂' },
  }),
  DECIDE_EXTENSION: spec({
    title: { zh: '审批延期', en: 'Decide the extension' },
    description: {
      zh: '批准时须已告知信访人延期理由',
      en: 'When approved, the petitioner must have been told the reason',
    },
    article: '34',
    sender: 'unit',
    roles: leader,
    data: z
      .strictObject({ approved: z.boolean(), reasonNotified: z.boolean().default(false) })
      .refine((data) => !data.approved || data.reasonNotified, {
        path: ['reasonNotified'],
        message: '批准延期须告知信访人延期理由（条例第三十四条）|the petitioner must be told why (Art. 34)',
      }),
    example: { approved: true, reasonNotified: true },
  }),
  FALL_BACK: spec({
    title: { zh: '转入普通程序', en: 'Fall back to the ordinary procedure' },
    description: {
      zh: '不适合简易办理的转入普通程序，期限自受理之日起算，并告知信访人；不可逆',
      en: 'Not fit for the simplified procedure after all: the 60 days count from acceptance, the petitioner is told; one way only',
    },
    article: null,
    sender: 'unit',
    roles: leader,
    data: z.strictObject({ notified: z.literal(true), reason: personal(4000) }),
    example: { notified: true, reason: '情况复杂' },
  }),
  ISSUE_OPINION: spec({
    title: { zh: '出具处理意见', en: 'Issue the opinion' },
    description: {
      zh: '信访处理意见书：投诉请求、事实和理由、处理意见、法律依据',
      en: 'The written opinion: request, facts and reasons, decision, legal basis',
    },
    article: '32',
    sender: 'unit',
    roles: handler,
    data: z.strictObject({
      outcome: z.enum(keysOf(OUTCOMES)).describe(Object.values(OUTCOMES).join(' / ')),
      request: personal(20_000),
      facts: personal(20_000),
      reasons: personal(20_000).optional().describe('where they stand apart from the facts'),
      decision: personal(20_000),
      legalBasis: plain(4000),
      executeBy: legalDate.optional().describe('day by which a supporting opinion is to be carried out'),
    }),
    example: { outcome: 'support', request: '请求', facts: '事实和理由', decision: '处理意见', legalBasis: '依据' },
    fitting: { where: { purpose: 'suggestion' }, data: { outcome: 'adopt' } },
  }),
  APPROVE_OPINION: spec({
    title: { zh: '审批意见', en: 'Approve the opinion' },
    description: { zh: '单位负责人签批', en: 'Signed by the head of the unit' },
    article: null,
    sender: 'unit',
    roles: leader,
    data: empty,
    example: {},
  }),
  RETURN_OPINION: spec({
    title: { zh: '退回意见', en: 'Return the opinion' },
    description: { zh: '退回经办人修改，期限照常计算', en: 'Back to the handler; the clock keeps running' },
    article: null,
    sender: 'unit',
    roles: leader,
    data: z.strictObject({ reason: personal(4000) }),
    example: { reason: '依据不足' },
  }),
  SERVE: spec({
    title: { zh: '送达', en: 'Serve' },
    description: { zh: '送达书面答复，自送达起算 30 日复查期', en: 'Serves the reply; the 30 days for a review begin' },
    article: '32',
    sender: 'unitOrRegistrar',
    roles: handler,
    data: z.strictObject({
      method: z
        .enum(['inPerson', 'post', 'electronic', 'other', 'onFile'])
        .describe('onFile: name or address unknown, nobody to serve it on'),
      receipt: z.enum(['signed', 'refused', 'proofOfDelivery']).default('signed'),
      servedOn: legalDate.optional(),
    }),
    example: { method: 'inPerson' },
  }),
  RECORD_EXECUTION: spec({
    title: { zh: '执行情况', en: 'Record execution' },
    description: { zh: '支持的意见已经落实', en: 'What a supporting opinion promised has been done' },
    article: '32',
    sender: 'unitOrRegistrar',
    roles: ['handler', 'leader'],
    data: z.strictObject({ result: personal(20_000) }),
    example: { result: '已落实' },
  }),
} as const;
