import { z } from 'zod';
import { keysOf, RATINGS } from '../names.ts';
import { words } from '../words.ts';
import { intake, personal, spec, supervisor } from './kit.ts';

/** 不满意 is what a rating calls it; of a follow-up it says that the matter was not solved. */
const result = z
  .enum(['satisfied', 'partly', 'notSolved', 'unreachable', 'dissatisfied'])
  .transform((said) => (said === 'dissatisfied' ? 'notSolved' : said))
  .describe('满意 / 部分满意 / 未解决 / 未联系到');
const rating = z.enum(keysOf(RATINGS)).describe(Object.values(RATINGS).join(' / '));

/** 回访与终结. */
export const FOLLOW_UP = {
  RECORD_FOLLOW_UP: spec({
    title: { zh: '回访', en: 'Record the follow-up' },
    description: {
      zh: '答复送达后第 15 日起，由经办人以外的人电话或上门回访',
      en: 'From the 15th day after service, by somebody other than the handler',
    },
    article: null,
    sender: 'followUp',
    roles: ['follow-up', 'supervisor'],
    data: z.strictObject({
      method: z.enum(['phone', 'visit', 'message']).default('phone'),
      result,
      answers: z
        .array(words(4000))
        .max(10)
        .meta({ personal: true })
        .optional()
        .describe('to the questions of the call, in their order'),
      note: personal(20_000).optional(),
    }),
    example: { method: 'phone', result: 'satisfied' },
  }),
  RATE: spec({
    title: { zh: '评价', en: 'Rate' },
    description: {
      zh: '信访人分别评价信访部门和承办单位；二次办理后另行评价',
      en: 'The petitioner rates the petition office and the handling unit, each by itself; a second handling is rated apart',
    },
    article: '21',
    sender: 'followUp',
    roles: ['intake', 'follow-up'],
    data: z.strictObject({ petitionOffice: rating, unit: rating }),
    example: { petitionOffice: 'satisfied', unit: 'satisfied' },
  }),
  REWORK: spec({
    title: { zh: '退回重办', en: 'Send back for rework' },
    description: { zh: '答复不符合要求的，退回二次办理', en: 'The reply will not do: it is handled again' },
    article: null,
    sender: 'overseers',
    roles: supervisor,
    data: z.strictObject({ reason: personal(4000) }),
    example: { reason: '答非所问' },
  }),
  CLOSE: spec({
    title: { zh: '终结', en: 'Close' },
    description: {
      zh: '回访后信访人书面接受答复的，可提前终结；否则复查期满自动终结',
      en: 'After the follow-up, when the petitioner accepts the reply in writing; else it ends when the review window is over',
    },
    article: null,
    sender: 'registrar',
    roles: intake,
    data: z.strictObject({ signedAcceptance: z.literal(true), reason: personal(4000).optional() }),
    example: { signedAcceptance: true },
  }),
} as const;
