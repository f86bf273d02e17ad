import { delayName } from './ladder.ts';
import type { Words } from './policy.ts';
import { RULES, RUNGS } from './rules.ts';
import { SLOT_NAMES } from './slots.ts';
import type { Slot } from './slots.ts';

const STEP_WORDS: Readonly<Record<string, Words>> = {
  REMIND_10: { zh: '还有 10 天', en: '10 days left' },
  REMIND_3: { zh: '还有 3 天', en: '3 days left' },
  REMIND_1: { zh: '还有 1 天', en: '1 day left' },
  DUE: { zh: '到期', en: 'time is up' },
  ESCALATE_1: { zh: '上报一级', en: 'escalated, level 1' },
  ESCALATE_2: { zh: '上报二级', en: 'escalated, level 2' },
  ESCALATE_3: { zh: '上报三级', en: 'escalated, level 3' },
  REPEAT: { zh: '再次上报', en: 'escalated again' },
};

interface Timer {
  /** Where the clock stands that it waits for. */
  readonly slot: Slot;
  readonly title: Words;
}

const TIMERS: ReadonlyMap<string, Timer> = new Map([
  ['FOLLOW_UP_OPENS', { slot: 'followUp', title: { zh: '回访日到', en: 'the day of the follow-up' } }],
  ...SLOT_NAMES.flatMap((slot) =>
    [...RUNGS.map((rung) => rung.delay), 'REPEAT' as const].map((step): [string, Timer] => {
      const { title } = RULES[slot];
      const words = STEP_WORDS[step] as Words;
      const told = { zh: `${title.zh}：${words.zh}`, en: `${title.en}: ${words.en}` };
      return [delayName(slot, step), { slot, title: told }];
    }),
  ),
]);

/** What a timer's line in the history is called: its delay, without XState's address of the state. */
export function timerTitle(name: string): { readonly event: string; readonly title: Words } {
  const event = name.replace(/^xstate\.after\./, '').split('.')[0] ?? name;
  return { event, title: TIMERS.get(event)?.title ?? { zh: event, en: event } };
}

/** The slot of the clock that a delay waits for, as `handling` of HANDLING_REMIND_10; undefined for a name that is none. */
export function slotOfDelay(delay: string): Slot | undefined {
  return TIMERS.get(delay)?.slot;
}
