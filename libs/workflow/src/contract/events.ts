import { z } from 'zod';
import type { Role } from './names.ts';
import { words } from './words.ts';

/**
 * Text about persons. It never enters the case history: there it leaves only its name and a salted digest,
 * so that it can be encrypted or erased without breaking the chain.
 */
const personal = (maxLength: number) => words(maxLength).meta({ personal: true });
const line = words;
const legalDate = z.iso.date().describe('Asia/Shanghai, YYYY-MM-DD');

/** The only grounds on which a petition may be refused (不予受理 / 不再受理). Whoever wants another must change the law first. */
export const REFUSAL_BASES = {
  'same-matter-at-higher-organ': {
    title: {
      zh: '已受理或正在办理，法定期限内向上级重复提出',
      en: 'already accepted or being handled, raised again higher up',
    },
    article: '19',
  },
  'litigation-visit': {
    title: {
      zh: '涉诉事项，应向政法部门按诉讼程序提出',
      en: 'a matter for the courts, to be raised under their procedure',
    },
    article: '20',
  },
  'recheck-concluded': {
    title: { zh: '已经复核，同一事实和理由再次提出', en: 'already rechecked, same facts and reasons again' },
    article: '36',
  },
} as const;

/** 转送 passes a petition on; 交办 asks for a report back (信访工作条例 Art. 22). The ordinary path is the same for both. */
const transferMode = z
  .enum(['转送', '交办', 'transfer', 'assign'])
  .transform((mode) => (mode === '转送' ? 'transfer' : mode === '交办' ? 'assign' : mode))
  .default('transfer');

const empty = z.strictObject({});

/** What a person may do with a case. `example` is valid data; it is also what "may this caller do it now?" is asked with. */
interface EventSpec<S extends z.ZodType = z.ZodType> {
  readonly title: { readonly zh: string; readonly en: string };
  readonly description: { readonly zh: string; readonly en: string };
  /** 信访工作条例 (2022), or null where the step is practice or ours. */
  readonly article: string | null;
  readonly roles: readonly Role[];
  readonly data: S;
  readonly example: z.input<S>;
}
const spec = <S extends z.ZodType>(event: EventSpec<S>): EventSpec<S> => event;

const intake: readonly Role[] = ['intake'];
const handler: readonly Role[] = ['handler'];
const leader: readonly Role[] = ['leader'];

export const EVENTS = {
  ACCEPT: spec({
    title: { zh: '受理', en: 'Accept' },
    description: { zh: '登记无误，进入分流', en: 'The registration is in order; on to routing' },
    article: '22',
    roles: intake,
    data: empty,
    example: {},
  }),
  REFUSE: spec({
    title: { zh: '不予（不再）受理', en: 'Refuse' },
    description: { zh: '只限法定情形，须写明依据', en: 'On a statutory ground only, which must be named' },
    article: '19',
    roles: intake,
    data: z.strictObject({
      basis: z.enum(Object.keys(REFUSAL_BASES) as [keyof typeof REFUSAL_BASES]).describe('statutory ground'),
      explanation: personal(4000).optional(),
    }),
    example: { basis: 'recheck-concluded' },
  }),
  REDIRECT: spec({
    title: { zh: '告知向有权机关提出', en: 'Redirect' },
    description: {
      zh: '不属本地管辖，告知应去的机关',
      en: 'Not ours: the petitioner is told which organ is competent',
    },
    article: '23',
    roles: intake,
    data: z.strictObject({ organ: line(200), explanation: personal(4000).optional() }),
    example: { organ: '邻县信访局' },
  }),
  REQUEST_SUPPLEMENT: spec({
    title: { zh: '请补充材料', en: 'Ask for more' },
    description: { zh: '期限照常计算，不因补充而停', en: 'The clock keeps running' },
    article: '19',
    roles: intake,
    data: z.strictObject({ items: z.array(line(200)).min(1).max(20) }),
    example: { items: ['身份证明'] },
  }),
  SUPPLEMENT: spec({
    title: { zh: '收到补充材料', en: 'Supplement received' },
    description: { zh: '记录补充的内容', en: 'Records what was brought' },
    article: '19',
    roles: intake,
    data: z.strictObject({ note: personal(4000).optional() }),
    example: {},
  }),
  WITHDRAW: spec({
    title: { zh: '信访人撤回', en: 'Withdraw' },
    description: { zh: '信访人自愿书面撤回', en: 'The petitioner withdraws, freely and in writing' },
    article: null,
    roles: intake,
    data: z.strictObject({ inWriting: z.literal(true), statement: personal(4000).optional() }),
    example: { inWriting: true },
  }),
  TRANSFER: spec({
    title: { zh: '转送 / 交办', en: 'Transfer or assign' },
    description: { zh: '交给有权处理的机关、单位', en: 'To the competent unit' },
    article: '22',
    roles: intake,
    data: z.strictObject({ unit: line(100).describe('code of the unit'), mode: transferMode }),
    example: { unit: 'unit', mode: '转送' },
  }),
  OBJECT: spec({
    title: { zh: '提出异议', en: 'Object' },
    description: {
      zh: '不属本单位职权，5 个工作日内详述理由',
      en: 'Not our remit: within 5 working days, with reasons',
    },
    article: '23',
    roles: handler,
    data: z.strictObject({ reason: personal(4000) }),
    example: { reason: '不属本单位职权' },
  }),
  DECIDE_OBJECTION: spec({
    title: { zh: '核实异议', en: 'Decide the objection' },
    description: {
      zh: '同意则退回重新分流，不同意则继续办理',
      en: 'Agreed: back for another transfer; not agreed: it stays',
    },
    article: '23',
    roles: intake,
    data: z.strictObject({ upheld: z.boolean(), reason: personal(4000).optional() }),
    example: { upheld: true },
  }),
  GIVE_NOTICE: spec({
    title: { zh: '受理告知', en: 'Give notice' },
    description: {
      zh: '书面告知接收情况和处理途径、程序',
      en: 'Tells the petitioner in writing that it was received and how it will be handled',
    },
    article: '23',
    roles: handler,
    data: z.strictObject({ method: z.enum(['onTheSpot', 'post', 'electronic', 'other']).default('electronic') }),
    example: {},
  }),
  ASSIGN: spec({
    title: { zh: '指定经办人', en: 'Assign' },
    description: { zh: '指定本单位经办人', en: 'Names the handler within the unit' },
    article: null,
    roles: ['handler', 'leader'],
    data: z.strictObject({ assignee: line(100).describe('username') }),
    example: { assignee: 'somebody' },
  }),
  HEAR: spec({
    title: { zh: '听取陈述', en: 'Hear the petitioner' },
    description: { zh: '听取信访人陈述事实和理由', en: 'Hears the petitioner’s facts and reasons' },
    article: '31',
    roles: handler,
    data: z.strictObject({
      method: z.enum(['inPerson', 'phone', 'video', 'visit']).default('inPerson'),
      summary: personal(20_000).optional(),
    }),
    example: {},
  }),
  INVESTIGATE: spec({
    title: { zh: '调查核实', en: 'Investigate' },
    description: { zh: '记录调查核实的情况', en: 'Records what was found' },
    article: '31',
    roles: handler,
    data: z.strictObject({ findings: personal(20_000).optional() }),
    example: {},
  }),
  REQUEST_EXTENSION: spec({
    title: { zh: '申请延期', en: 'Ask for an extension' },
    description: { zh: '情况复杂，最多延长 30 日，一次', en: 'A complex matter: at most 30 days, once' },
    article: '34',
    roles: handler,
    data: z.strictObject({ days: z.int().min(1).max(30).describe('calendar days'), reason: personal(4000) }),
    example: { days: 30, reason: '情况复杂' },
  }),
  DECIDE_EXTENSION: spec({
    title: { zh: '审批延期', en: 'Decide the extension' },
    description: {
      zh: '批准时须已告知信访人延期理由',
      en: 'When approved, the petitioner must have been told the reason',
    },
    article: '34',
    roles: leader,
    data: z
      .strictObject({ approved: z.boolean(), reasonNotified: z.boolean().default(false) })
      .refine((data) => !data.approved || data.reasonNotified, {
        path: ['reasonNotified'],
        message: '批准延期须告知信访人延期理由（条例第三十四条）|the petitioner must be told why (Art. 34)',
      }),
    example: { approved: true, reasonNotified: true },
  }),
  ISSUE_OPINION: spec({
    title: { zh: '出具处理意见', en: 'Issue the opinion' },
    description: {
      zh: '信访处理意见书：投诉请求、事实和理由、处理意见、法律依据',
      en: 'The written opinion: request, facts and reasons, decision, legal basis',
    },
    article: '32',
    roles: handler,
    data: z.strictObject({
      outcome: z.enum(['support', 'explain', 'reject']).describe('予以支持 / 作出解释说明 / 不予支持'),
      request: personal(20_000),
      facts: personal(20_000),
      decision: personal(20_000),
      legalBasis: line(4000),
    }),
    example: { outcome: 'support', request: '请求', facts: '事实和理由', decision: '处理意见', legalBasis: '依据' },
  }),
  APPROVE_OPINION: spec({
    title: { zh: '审批意见', en: 'Approve the opinion' },
    description: { zh: '单位负责人签批', en: 'Signed by the head of the unit' },
    article: '32',
    roles: leader,
    data: empty,
    example: {},
  }),
  RETURN_OPINION: spec({
    title: { zh: '退回意见', en: 'Return the opinion' },
    description: { zh: '退回经办人修改，期限照常计算', en: 'Back to the handler; the clock keeps running' },
    article: '32',
    roles: leader,
    data: z.strictObject({ reason: personal(4000) }),
    example: { reason: '依据不足' },
  }),
  SERVE: spec({
    title: { zh: '送达', en: 'Serve' },
    description: { zh: '送达书面答复，自送达起算 30 日复查期', en: 'Serves the reply; the 30 days for a review begin' },
    article: '32',
    roles: handler,
    data: z.strictObject({
      method: z.enum(['inPerson', 'post', 'electronic', 'other']),
      receipt: z.enum(['signed', 'refused', 'proofOfDelivery']).default('signed'),
      servedOn: legalDate.optional(),
    }),
    example: { method: 'inPerson' },
  }),
  RECORD_FOLLOW_UP: spec({
    title: { zh: '回访', en: 'Record the follow-up' },
    description: {
      zh: '答复送达后第 15 日起，由经办人以外的人电话或上门回访',
      en: 'From the 15th day after service, by somebody other than the handler',
    },
    article: null,
    roles: ['follow-up', 'supervisor'],
    data: z.strictObject({
      method: z.enum(['phone', 'visit', 'message']),
      result: z.enum(['satisfied', 'partly', 'notSolved', 'unreachable']),
      note: personal(20_000).optional(),
    }),
    example: { method: 'phone', result: 'satisfied' },
  }),
  CLOSE: spec({
    title: { zh: '终结', en: 'Close' },
    description: {
      zh: '回访后信访人书面接受答复的，可提前终结；否则复查期满自动终结',
      en: 'After the follow-up, when the petitioner accepts the reply in writing; else it ends when the review window is over',
    },
    article: '35',
    roles: intake,
    data: z.strictObject({ signedAcceptance: z.literal(true) }),
    example: { signedAcceptance: true },
  }),
} as const;

export type EventType = keyof typeof EVENTS;
export type EventData<T extends EventType> = z.output<(typeof EVENTS)[T]['data']>;

/** Every event name of the contract. Those without an entry in EVENTS belong to later versions of the chart: known, refused. */
export const EVENT_NAMES = [
  ...['ACCEPT', 'REFUSE', 'REDIRECT', 'MERGE', 'REQUEST_SUPPLEMENT', 'SUPPLEMENT', 'WITHDRAW'],
  ...['TRANSFER', 'OBJECT', 'DECIDE_OBJECTION', 'ARBITRATE', 'GIVE_NOTICE', 'ROUTE_TRACK', 'ADD_PARTY', 'ASSIGN'],
  ...['HEAR', 'INVESTIGATE', 'START_MEDIATION', 'SETTLE', 'FAIL_MEDIATION', 'OPEN_HEARING', 'CLOSE_HEARING'],
  ...['REQUEST_EXTENSION', 'DECIDE_EXTENSION', 'SUBMIT_PART', 'FALL_BACK'],
  ...['ISSUE_OPINION', 'APPROVE_OPINION', 'RETURN_OPINION', 'SERVE', 'RECORD_EXECUTION'],
  ...['REQUEST_REVIEW', 'DECIDE_REVIEW', 'REQUEST_RECHECK', 'DECIDE_RECHECK'],
  ...['RECORD_FOLLOW_UP', 'RATE', 'REWORK', 'CLOSE', 'REOPEN'],
  ...['URGE', 'SUPERVISE', 'RECOMMEND', 'ANSWER_RECOMMENDATION', 'RECUSE'],
] as const;

/** Names of the data fields of an event that hold text about persons. */
export function personalFields(schema: z.ZodType): string[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>)
    .filter(([, field]) => isPersonal(field))
    .map(([name]) => name);
}

function isPersonal(field: z.ZodType): boolean {
  if (field.meta()?.['personal'] === true) return true;
  return field instanceof z.ZodOptional ? isPersonal(field.unwrap() as z.ZodType) : false;
}
