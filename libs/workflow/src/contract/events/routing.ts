import { z } from 'zod';
import { keysOf, TRACKS } from '../names.ts';
import { handler, intake, legalDate, noticeMethod, personal, reviewer, spec } from './kit.ts';
import { assignee, organ, ownPart, part, person, recipient, recused } from './naming.ts';

/** 转送 passes a petition on; 交办 asks for a report back by a day the sender sets (信访工作条例 Art. 22). */
const transferMode = z
  .enum(['转送', '交办', 'transfer', 'assign'])
  .transform((mode) => (mode === '转送' ? 'transfer' : mode === '交办' ? 'assign' : mode))
  .default('transfer');

/** 分流: to whom a matter goes, and by which way it is decided. */
export const ROUTING = {
  TRANSFER: spec({
    title: { zh: '转送 / 交办', en: 'Transfer or assign' },
    description: { zh: '交给有权处理的机关、单位', en: 'To the competent unit' },
    article: '22',
    sender: 'registrar',
    roles: intake,
    data: z.strictObject({
      unit: recipient(),
      mode: transferMode,
      reportBy: legalDate.optional().describe('交办: day by which the result is to be reported back'),
    }),
    example: { unit: 'unit', mode: '转送' },
  }),
  OBJECT: spec({
    title: { zh: '提出异议', en: 'Object' },
    description: {
      zh: '不属本单位职权，5 个工作日内详述理由',
      en: 'Not our remit: within 5 working days, with reasons',
    },
    article: '23',
    sender: 'unit',
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
    sender: 'registrar',
    roles: intake,
    data: z.strictObject({ upheld: z.boolean(), reason: personal(4000).optional() }),
    example: { upheld: true },
  }),
  ARBITRATE: spec({
    title: { zh: '裁定承办单位', en: 'Arbitrate' },
    description: {
      zh: '两次退回后，由共同的上一级机关裁定，裁定为最终',
      en: 'After two returns the common superior names the unit, finally',
    },
    article: '24',
    sender: 'superior',
    roles: reviewer,
    data: z.strictObject({ unit: recipient(), reason: personal(4000) }),
    example: { unit: 'unit', reason: '属其职权' },
  }),
  GIVE_NOTICE: spec({
    title: { zh: '受理告知', en: 'Give notice' },
    description: {
      zh: '书面告知接收情况和处理途径、程序',
      en: 'Tells the petitioner in writing that it was received and how it will be handled',
    },
    article: '23',
    sender: 'unit',
    roles: handler,
    data: z.strictObject({
      method: noticeMethod,
      procedure: z
        .enum(['ordinary', 'simple'])
        .optional()
        .describe('the handling unit decides whether 简易办理 applies'),
    }),
    example: {},
    fitting: { where: { contactable: false }, data: { method: 'notOwed' } },
    supposing: { procedure: 'ordinary' },
  }),
  ROUTE_TRACK: spec({
    title: { zh: '导入法定途径', en: 'Route to another procedure' },
    description: {
      zh: '依法应当或可以通过诉讼、仲裁、行政程序等途径解决的，导入该途径并告知其时限',
      en: 'A matter for the courts, arbitration or an administrative procedure: handed over, with that procedure’s own limits',
    },
    article: '31',
    sender: 'unit',
    roles: ['intake', 'handler'],
    data: z
      .strictObject({
        track: z.enum(keysOf(TRACKS)),
        organ: organ().optional().describe('organ that decides there; not needed where the unit itself is to act'),
        reason: personal(4000).optional(),
      })
      .refine((data) => data.organ !== undefined || TRACKS[data.track].own, {
        path: ['organ'],
        message: '须写明受理的机关|the organ that takes it over must be named',
      }),
    example: { track: 'arbitration', organ: '劳动人事争议仲裁委员会' },
    fitting: { where: { purpose: 'accusation' }, data: { track: 'discipline', organ: '有管理权限的纪检监察机关' } },
  }),
  RECORD_TRACK_OUTCOME: spec({
    title: { zh: '登记其他途径的结果', en: 'Record the outcome elsewhere' },
    description: { zh: '记录导入的途径办理的结果', en: 'What came of the procedure it was handed over to' },
    article: null,
    sender: 'unit',
    roles: ['intake', 'handler'],
    data: z.strictObject({ outcome: personal(4000) }),
    example: { outcome: '已裁决' },
  }),
  ADD_PARTY: spec({
    title: { zh: '增加协办单位', en: 'Add a co-handler' },
    description: {
      zh: '协办单位在较短期限内提出意见，由承办单位统一答复',
      en: 'A co-handler gives its part within a shorter time; the lead unit makes one reply of all',
    },
    article: null,
    sender: 'unit',
    roles: ['intake', 'handler'],
    data: z.strictObject({ unit: recipient(), dueOn: legalDate.optional() }),
    example: { unit: 'unit' },
  }),
  SUBMIT_PART: spec({
    title: { zh: '提交协办意见', en: 'Submit a part' },
    description: { zh: '协办单位提交意见', en: 'A co-handler’s part of the reply' },
    article: null,
    sender: 'owesPart',
    roles: handler,
    data: z.strictObject({
      unit: ownPart().optional().describe('the sender’s own if left out'),
      part: personal(20_000),
    }),
    example: { part: '协办意见' },
  }),
  EXCUSE_PART: spec({
    title: { zh: '免除协办', en: 'Excuse a co-handler' },
    description: {
      zh: '说明理由后不再等待该协办单位',
      en: 'The reply waits no longer for this part, for the reason given',
    },
    article: null,
    sender: 'unit',
    roles: ['intake', 'leader'],
    data: z.strictObject({ unit: part(), reason: personal(4000) }),
    example: { unit: 'unit', reason: '与其职权无关' },
  }),
  ASSIGN: spec({
    title: { zh: '指定经办人', en: 'Assign' },
    description: { zh: '指定本单位经办人', en: 'Names the handler within the unit' },
    article: null,
    sender: 'unit',
    roles: ['handler', 'leader'],
    data: z.strictObject({ assignee: assignee() }),
    example: { assignee: 'somebody' },
  }),
  SUCCEED: spec({
    title: { zh: '改由他单位承办', en: 'Hand on to a successor' },
    description: {
      zh: '承办单位分立、合并、撤销、职权转移，或者应当回避而无人可办的，由承继单位或者指定的单位办理；期限照常计算',
      en: 'The handling unit was divided, merged, dissolved, lost the power or has to keep out: another goes on; the clocks run on',
    },
    article: '24',
    sender: 'registrar',
    roles: ['intake', 'supervisor'],
    data: z.strictObject({ unit: recipient(), reason: personal(4000) }),
    example: { unit: 'unit', reason: '机构改革' },
  }),
  RECUSE: spec({
    title: { zh: '回避', en: 'Recuse' },
    description: {
      zh: '与事项或信访人有直接利害关系的，应当回避；由本人提出，或由其单位负责人决定',
      en: 'Whoever has a direct interest in the matter takes no part in it: by their own word, or that of the head of their unit',
    },
    article: '28',
    sender: 'unit',
    roles: ['leader', 'handler', 'intake', 'follow-up', 'supervisor'],
    data: z.strictObject({ account: person(), reason: personal(4000) }),
    example: { account: 'somebody', reason: '与信访人有利害关系' },
  }),
  LIFT_RECUSAL: spec({
    title: { zh: '撤销回避', en: 'Lift a recusal' },
    description: {
      zh: '误登记或者事由消失的回避，由其单位负责人撤销',
      en: 'A mistake, or its reason is gone: by the head of their unit',
    },
    article: null,
    sender: 'unit',
    roles: ['leader', 'supervisor'],
    data: z.strictObject({ account: recused(), reason: personal(4000) }),
    example: { account: 'somebody', reason: '登记有误' },
  }),
  REPORT_BACK: spec({
    title: { zh: '报送办结报告', en: 'Report back' },
    description: { zh: '向交办单位反馈结果和办结报告', en: 'Result and report to whoever assigned the matter' },
    article: '22',
    sender: 'unit',
    roles: handler,
    data: z.strictObject({ report: personal(20_000) }),
    example: { report: '办结报告' },
  }),
} as const;
