/**
 * Rules that take turns in a slot. Which of them runs, the actions of the chart decide by the case, so it cannot be read off
 * the machine: here it is told by the state and the slot they are met in. The check of names compares it with the chart.
 */
import type { RuleName, Slot } from '@huiyin/workflow';

const handling: readonly RuleName[] = ['handlingSimple', 'duty', 'otherMatter', 'rework'];
const notice: readonly RuleName[] = ['noticeSimple', 'takeUp'];

export const TAKING_TURNS: Readonly<Record<string, Partial<Record<Slot, readonly RuleName[]>>>> = {
  'acceptance.registered': { transfer: ['retransfer'] },
  'acceptance.awaitingSupplement': { transfer: ['retransfer'] },
  'routing.transferring': { transfer: ['transferSimple', 'retransfer'] },
  'routing.noticing': { notice },
  'routing.objecting': { notice },
  'handling.working': { handling },
  'handling.mediating': { handling: ['handlingSimple', 'duty', 'rework'] },
  'handling.hearing': { handling },
  'reply.approving': { handling },
};
