import { z } from 'zod';
import { ADOPTIONS, GROUNDS, keysOf, RECOMMENDATIONS } from '../names.ts';
import { personal, spec, supervisor } from './kit.ts';
import { ownRecommendation, recipient } from './naming.ts';

/** 督办: what those who oversee do. */
export const SUPERVISION = {
  URGE: spec({
    title: { zh: '催办', en: 'Urge' },
    description: { zh: '提醒责任单位按期办理', en: 'Reminds whoever has the duty' },
    article: null,
    sender: 'overseers',
    roles: supervisor,
    data: z.strictObject({ note: personal(4000).optional() }),
    example: {},
  }),
  SUPERVISE: spec({
    title: { zh: '督办', en: 'Supervise' },
    description: { zh: '有法定情形的督办，并提出改进建议', en: 'On one of the grounds, with what is to be improved' },
    article: '40',
    sender: 'overseers',
    roles: supervisor,
    data: z.strictObject({
      ground: z.enum(keysOf(GROUNDS)).describe(Object.values(GROUNDS).join(' / ')),
      measures: personal(4000),
    }),
    example: { ground: 'evasion', measures: '限期办理' },
  }),
  ANSWER_SUPERVISION: spec({
    title: { zh: '反馈督办', en: 'Answer the supervision' },
    description: { zh: '书面反馈督办的办理情况', en: 'What has been done about it, in writing' },
    article: null,
    sender: 'unit',
    roles: ['handler', 'leader', 'intake'],
    data: z.strictObject({ answer: personal(4000) }),
    example: { answer: '已整改' },
  }),
  RECOMMEND: spec({
    title: { zh: '提出建议', en: 'Recommend' },
    description: {
      zh: '三项建议：改进工作、完善政策、追究责任',
      en: 'One of the three: better work, better policy, accountability',
    },
    article: '40',
    sender: 'overseers',
    roles: supervisor,
    data: z.strictObject({ kind: z.enum(keysOf(RECOMMENDATIONS)), to: recipient(), text: personal(20_000) }),
    example: { kind: 'improve', to: 'unit', text: '建议' },
  }),
  ANSWER_RECOMMENDATION: spec({
    title: { zh: '反馈采纳情况', en: 'Answer a recommendation' },
    description: { zh: '书面反馈采纳情况', en: 'Whether it is adopted, in writing' },
    article: '40',
    sender: 'recommended',
    roles: ['handler', 'leader'],
    data: z.strictObject({ number: ownRecommendation(), adopted: z.enum(keysOf(ADOPTIONS)), answer: personal(20_000) }),
    example: { number: 1, adopted: 'yes', answer: '采纳' },
  }),
} as const;
