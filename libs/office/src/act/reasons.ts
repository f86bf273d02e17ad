import { runningClock } from '@huiyin/workflow';
import type { CaseRecord, PetitionChart } from '@huiyin/workflow';
import { STAGES } from '@huiyin/workflow/contract';
import type { Stage } from '@huiyin/workflow/contract';
import type { Words } from '../refusal.ts';
import { OWN_GUARDS } from './checks/own-rules.ts';

export function reasonsOf(guards: readonly string[], { words }: PetitionChart): Words {
  const whyNot: Readonly<Record<string, Words>> = { ...words.whyNot, ...OWN_GUARDS };
  const reasons = guards.flatMap((guard) => whyNot[guard] ?? []);
  if (reasons.length === 0) return { zh: '条件尚不具备', en: 'its conditions are not met yet' };
  return { zh: reasons.map(({ zh }) => zh).join('；'), en: reasons.map(({ en }) => en).join('; ') };
}

/** @param record of the case; null where nothing may be said of how it is today */
export function notInThisState(type: string, stage: string, record: CaseRecord | null): Words {
  const followUp = record && runningClock(record.context.clocks, 'followUp');
  if (type === 'RECORD_FOLLOW_UP' && stage === 'followUp' && followUp) {
    return { zh: `回访自 ${followUp.dueOn} 起`, en: `the follow-up begins on ${followUp.dueOn}` };
  }
  return {
    zh: `当前在${STAGES[stage as Stage]}环节，没有这一步`,
    en: `the procedure has no such step in stage '${stage}'`,
  };
}
