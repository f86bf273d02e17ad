// Actions with parameters, as they stand in the chart.
import type { Slot } from '../slots.ts';
import type { Closing } from '../context.ts';
import type { RuleName } from '../rules.ts';

type SlotRule = Slot & RuleName;

export const start = (slot: SlotRule) => ({ type: 'start', params: { slot, rule: slot } }) as const;
export const startBy = (slot: Slot, rule: RuleName) => ({ type: 'start', params: { slot, rule } }) as const;
export const meet = (slot: Slot) => ({ type: 'meet', params: { slot } }) as const;
export const cancel = (slot: Slot) => ({ type: 'cancel', params: { slot } }) as const;
export const endWindow = (slot: Slot) => ({ type: 'endWindow', params: { slot } }) as const;
export const pause = (slot: Slot) => ({ type: 'pause', params: { slot } }) as const;
export const resume = (slot: Slot) => ({ type: 'resume', params: { slot } }) as const;
export const closing = (how: Closing['how']) => ({ type: 'recordClosing', params: { how } }) as const;
