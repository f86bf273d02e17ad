import { z } from 'zod';
import { ACCUSED_KEEPS, AccusedEntry, MOST_ACCUSED } from '../accused.ts';
import { keysOf, PROCEDURES, REFUSAL_BASES, RELATIONS, TRACKS } from '../names.ts';
import { intake, noticeMethod, personal, spec } from './kit.ts';
import { leadPetition, linkedPetition, naming, organ, organs, otherPetition, plain } from './naming.ts';

/** 受理: what the office that registers a petition does with it. */
export const INTAKE = {
  ACCEPT: spec({
    title: { zh: '受理', en: 'Accept' },
    description: { zh: '登记无误，进入分流', en: 'The registration is in order; on to routing' },
    article: '22',
    sender: 'registrar',
    roles: intake,
    data: z.strictObject({
      procedure: z.enum(keysOf(PROCEDURES)).default('ordinary').describe('普通 / 简易 / 当场答复'),
    }),
    example: {},
  }),
  REFUSE: spec({
    title: { zh: '不予（不再）受理', en: 'Refuse' },
    description: { zh: '只限法定情形，须写明依据', en: 'On a statutory ground only, which must be named' },
    article: '19',
    sender: 'registrar',
    roles: intake,
    data: z.strictObject({
      basis: z.enum(keysOf(REFUSAL_BASES)).describe('statutory ground'),
      notice: noticeMethod.describe('how the petitioner is told, with the ground and its article'),
      reason: personal(4000).optional(),
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
    sender: 'registrar',
    roles: intake,
    data: z
      .strictObject({
        organ: organ().optional().describe('where the petitioner is to go'),
        track: z.enum(keysOf(TRACKS)).optional().describe('statutory way the matter belongs to'),
        reason: personal(4000).optional(),
      })
      .refine(({ organ, track }) => organ !== undefined || track !== undefined, {
        path: ['organ'],
        message: '须告知应去的机关，或者法定途径|the petitioner is told where to go, or which way',
      }),
    example: { organ: '邻县信访局' },
  }),
  REQUEST_SUPPLEMENT: spec({
    title: { zh: '请补充材料', en: 'Ask for more' },
    description: { zh: '期限照常计算，不因补充而停', en: 'The clock keeps running' },
    article: null,
    sender: 'registrar',
    roles: intake,
    data: z.strictObject({ items: naming('nobody', z.array(plain(200)).min(1).max(20)) }),
    example: { items: ['身份证明'] },
  }),
  SUPPLEMENT: spec({
    title: { zh: '收到补充材料', en: 'Supplement received' },
    description: { zh: '记录补充的内容', en: 'Records what was brought' },
    article: null,
    sender: 'registrar',
    roles: intake,
    data: z.strictObject({
      note: personal(4000).optional(),
      contactable: z.boolean().default(false).describe('name and address are clear now, so notices are owed'),
    }),
    example: {},
  }),
  MERGE: spec({
    title: { zh: '并案', en: 'Merge' },
    description: {
      zh: '与同一事项的另一件一并办理，可以撤销；每一位信访人都应得到答复',
      en: 'Handled together with another petition about the same matter; can be undone, and each petitioner is owed a reply',
    },
    article: null,
    sender: 'registrar',
    roles: intake,
    data: z.strictObject({ into: leadPetition(), reason: personal(4000).optional() }),
    example: { into: '00000000-0000-7000-8000-000000000000' },
  }),
  UNMERGE: spec({
    title: { zh: '撤销并案', en: 'Undo the merge' },
    description: { zh: '不是同一事项，重新单独办理', en: 'Not the same matter after all: handled on its own again' },
    article: null,
    sender: 'registrar',
    roles: intake,
    data: z.strictObject({ reason: personal(4000) }),
    example: { reason: '不是同一事项' },
  }),
  ANSWER: spec({
    title: { zh: '当场答复', en: 'Answer' },
    description: { zh: '咨询等可以当即答复的事项，直接答复', en: 'What can be answered at once is answered at once' },
    article: '23',
    sender: 'unit',
    roles: ['intake', 'handler'],
    data: z.strictObject({ method: noticeMethod, answer: personal(20_000) }),
    example: { answer: '答复' },
  }),
  WITHDRAW: spec({
    title: { zh: '信访人撤回', en: 'Withdraw' },
    description: { zh: '信访人自愿书面撤回', en: 'The petitioner withdraws, freely and in writing' },
    article: null,
    sender: 'registrar',
    roles: intake,
    data: z.strictObject({ inWriting: z.literal(true), reason: personal(4000).optional() }),
    example: { inWriting: true },
  }),
  REOPEN: spec({
    title: { zh: '恢复办理', en: 'Reopen' },
    description: {
      zh: '误作撤回、告知或不予受理的，恢复办理；已答复的事项有新的事实、理由，应另行登记并关联',
      en: 'For a petition ended without a reply by mistake; after a reply, new facts or reasons are a new petition, linked to this one',
    },
    article: null,
    sender: 'registrar',
    roles: intake,
    data: z.strictObject({ reason: personal(4000) }),
    example: { reason: '登记有误' },
  }),
  LINK: spec({
    title: { zh: '关联', en: 'Link' },
    description: { zh: '确认与另一件的关系', en: 'Confirms how it belongs together with another petition' },
    article: null,
    sender: 'registrar',
    roles: intake,
    data: z.strictObject({ petition: otherPetition(), relation: z.enum(keysOf(RELATIONS)) }),
    example: { petition: '00000000-0000-7000-8000-000000000000', relation: 'related' },
  }),
  UNLINK: spec({
    title: { zh: '取消关联', en: 'Unlink' },
    description: { zh: '取消误设的关联', en: 'Takes a wrong link back' },
    article: null,
    sender: 'registrar',
    roles: intake,
    data: z.strictObject({ petition: linkedPetition() }),
    example: { petition: '00000000-0000-7000-8000-000000000000' },
  }),
  REPORT_URGENT: spec({
    title: { zh: '报告重大紧急事项', en: 'Report as urgent' },
    description: {
      zh: '及时报告本级党委政府，通报有关部门和联席会议办公室',
      en: 'Reported at once to the government of this level, the departments concerned and the joint office',
    },
    article: '25',
    sender: 'unit',
    roles: ['intake', 'handler', 'leader'],
    data: z.strictObject({ informed: organs(20), reason: personal(4000) }),
    example: { informed: ['本级党委政府'], reason: '情况紧急' },
  }),
  ADD_ACCUSED: spec({
    title: { zh: '补充被检举、控告人', en: 'Add whom it complains about' },
    description: {
      zh: '登记后才知道的被检举、控告的人员或者单位；本件随即对其及其下属单位保密',
      en: 'A person or unit complained about that has become known: the matter is kept from them and those below at once',
    },
    article: '30',
    sender: 'unit',
    roles: ['intake', 'handler', 'leader'],
    data: z.strictObject({
      add: z
        .array(AccusedEntry)
        .min(1)
        .max(MOST_ACCUSED)
        .meta({ personal: true, keeps: ACCUSED_KEEPS, names: 'accused' }),
      reason: personal(4000).optional(),
    }),
    example: { add: [{ name: '某某公司', outside: true }] },
  }),
  REMOVE_ACCUSED: spec({
    title: { zh: '更正被检举、控告人', en: 'Remove whom it does not complain about' },
    description: {
      zh: '误列的，或者已查明身份、另行补充的，由登记该条以外的人员核实后撤下',
      en: 'Named by mistake, or known by now and added as such: taken back by somebody else than who entered it',
    },
    article: null,
    sender: 'unit',
    roles: ['leader', 'supervisor', 'intake'],
    data: z.strictObject({
      remove: naming(
        'accusedEntry',
        z.array(z.int().min(1)).min(1).max(MOST_ACCUSED).describe('numbers of the entries'),
      ),
      reason: personal(4000),
    }),
    example: { remove: [1], reason: '误列' },
  }),
} as const;
