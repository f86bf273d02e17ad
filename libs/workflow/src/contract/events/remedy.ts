import { z } from 'zod';
import { DECISIONS, keysOf } from '../names.ts';
import { intake, legalDate, personal, reviewer, spec } from './kit.ts';
import { organAbove } from './naming.ts';

const request = z.strictObject({
  organ: organAbove().optional().describe('the unit above the one before, found by itself'),
  requestedOn: legalDate.optional().describe('day of the request: the postmark counts; that of receipt if left out'),
  receivedOn: legalDate.optional().describe('day of its receipt, from which the 30 days count; today if left out'),
  reason: personal(20_000).optional(),
});
const decision = z.enum(keysOf(DECISIONS)).describe(Object.values(DECISIONS).join(' / '));
const opinion = {
  decision,
  reasons: personal(20_000),
  servedOn: legalDate.optional(),
  outcome: z
    .enum(['support', 'explain', 'reject'])
    .optional()
    .describe('变更: what takes the place of the opinion; support is carried out'),
};

/** 复查与复核. */
export const REMEDY = {
  REQUEST_REVIEW: spec({
    title: { zh: '申请复查', en: 'Ask for a review' },
    description: {
      zh: '收到答复 30 日内，向原办理机关的上一级机关提出',
      en: 'Within 30 days of the reply, to the unit above',
    },
    article: '35',
    sender: 'registrar',
    roles: intake,
    data: request,
    example: {},
    supposing: { organ: 'the unit above' },
  }),
  DECIDE_REVIEW: spec({
    title: { zh: '复查意见', en: 'Decide the review' },
    description: { zh: '30 日内提出复查意见并书面答复', en: 'Within 30 days, with a written answer' },
    article: '35',
    sender: 'organ',
    roles: reviewer,
    data: z.strictObject(opinion),
    example: { decision: 'uphold', reasons: '理由' },
  }),
  REQUEST_RECHECK: spec({
    title: { zh: '申请复核', en: 'Ask for a recheck' },
    description: {
      zh: '收到复查意见 30 日内，向复查机关的上一级机关提出',
      en: 'Within 30 days of the review, to the unit above that one',
    },
    article: '36',
    sender: 'registrar',
    roles: intake,
    data: request,
    example: {},
    supposing: { organ: 'the unit above' },
  }),
  DECIDE_RECHECK: spec({
    title: { zh: '复核意见', en: 'Decide the recheck' },
    description: {
      zh: '30 日内提出复核意见，听证时间不计；经听证的可以依法公示',
      en: 'Within 30 days, hearing time not counted; after a hearing it may be published',
    },
    article: '36',
    sender: 'organ',
    roles: reviewer,
    data: z.strictObject({ ...opinion, publish: z.boolean().default(false) }),
    example: { decision: 'uphold', reasons: '理由' },
  }),
} as const;
