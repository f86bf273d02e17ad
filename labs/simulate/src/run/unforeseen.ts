import { toIso } from '@huiyin/domain';
import type { Act } from '../office/desk.ts';

/**
 * The people of the year and the chart disagree. The year ends with it: one that went on would prove less than it says.
 */
export class Unforeseen extends Error {
  constructor(caseId: string, { type, at }: Act, what: string, options?: ErrorOptions) {
    super(`case ${caseId}: ${type} at ${toIso(at)} ${what}`, options);
  }
}
