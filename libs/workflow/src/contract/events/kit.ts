import { z } from 'zod';
import type { Purpose, Role } from '../names.ts';
import { words } from '../words.ts';

/**
 * Text about persons. It never enters the case history: there it leaves only its name and a salted digest,
 * so that it can be encrypted or erased without breaking the chain.
 */
export const personal = (maxLength: number) => words(maxLength).meta({ personal: true });
export const legalDate = z.iso.date().describe('Asia/Shanghai, YYYY-MM-DD');
export const noticeMethod = z.enum(['onTheSpot', 'post', 'electronic', 'other', 'notOwed']).default('electronic');
export const empty = z.strictObject({});

/**
 * On whose behalf an event is sent: whose handlers and leaders send it. Beside them, where `roles` says so, an intake desk
 * is the registrar's, a supervisor stands above, and whoever follows up comes from elsewhere.
 */
export const SENDERS = {
  registrar: 'the office that registered it, and those above',
  unit: 'the handling unit',
  unitOrRegistrar: 'the handling unit; of a merged petition, which is in nobody’s hands, the office that registered it',
  unitOrOrgan: 'the handling unit; while it is under 复查 or 复核 the organ that decides',
  organ: 'the organ of 复查 or 复核 (Art. 35, 36)',
  superior: 'the common superior of those who sent it back (Art. 24)',
  owesPart: 'a unit that owes a part',
  takesPart: 'the handling unit, and each that has or had a part',
  recommended: 'a unit that owes an answer to a recommendation (Art. 40)',
  followUp: 'whoever visits the petitioner; of a confidential matter also the office that registered it',
  overseers: 'whoever stands above',
} as const;
export type Sender = keyof typeof SENDERS;

/** What of a case decides whether an example fits. */
export interface Fitted {
  readonly purpose: Purpose;
  readonly contactable: boolean;
}

/** What a person may do with a case. `example` is valid data; it is also what "may this caller do it now?" is asked with. */
export interface EventSpec<S extends z.ZodType = z.ZodType> {
  readonly title: { readonly zh: string; readonly en: string };
  readonly description: { readonly zh: string; readonly en: string };
  /** 信访工作条例 (2022), or null where the step is practice or ours. */
  readonly article: string | null;
  readonly sender: Sender;
  readonly roles: readonly Role[];
  readonly data: S;
  readonly example: z.input<S>;
  /** What the example says instead in a case of that kind. */
  readonly fitting?: { readonly where: Partial<Fitted>; readonly data: Partial<z.input<S>> };
  /** What the chart is asked with where the sender leaves it to us, or has the choice. */
  readonly supposing?: Partial<z.input<S>>;
}
export const spec = <S extends z.ZodType>(event: EventSpec<S>): EventSpec<S> => event;

export const intake: readonly Role[] = ['intake'];
export const handler: readonly Role[] = ['handler'];
export const leader: readonly Role[] = ['leader'];
export const supervisor: readonly Role[] = ['supervisor'];
/** Whoever decides for the organ above (复查机关、复核机关、共同的上一级机关). */
export const reviewer: readonly Role[] = ['leader', 'supervisor'];
