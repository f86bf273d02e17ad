import { z } from 'zod';
import type { Role } from '../names.ts';
import { words } from '../words.ts';

/**
 * Text about persons. It never enters the case history: there it leaves only its name and a salted digest,
 * so that it can be encrypted or erased without breaking the chain.
 */
export const personal = (maxLength: number) => words(maxLength).meta({ personal: true });
export const line = words;
export const legalDate = z.iso.date().describe('Asia/Shanghai, YYYY-MM-DD');
export const unitCode = line(100).describe('code of the unit');
export const username = line(100).describe('username');
export const caseId = z.uuid().describe('id of the petition');
export const noticeMethod = z.enum(['onTheSpot', 'post', 'electronic', 'other', 'notOwed']).default('electronic');
export const empty = z.strictObject({});

/** What a person may do with a case. `example` is valid data; it is also what "may this caller do it now?" is asked with. */
export interface EventSpec<S extends z.ZodType = z.ZodType> {
  readonly title: { readonly zh: string; readonly en: string };
  readonly description: { readonly zh: string; readonly en: string };
  /** 信访工作条例 (2022), or null where the step is practice or ours. */
  readonly article: string | null;
  readonly roles: readonly Role[];
  readonly data: S;
  readonly example: z.input<S>;
}
export const spec = <S extends z.ZodType>(event: EventSpec<S>): EventSpec<S> => event;

export const intake: readonly Role[] = ['intake'];
export const handler: readonly Role[] = ['handler'];
export const leader: readonly Role[] = ['leader'];
export const supervisor: readonly Role[] = ['supervisor'];
/** Whoever decides for the organ above (复查机关、复核机关、共同的上一级机关). */
export const reviewer: readonly Role[] = ['leader', 'supervisor'];
