import type { z } from 'zod';
import { FILES } from './events/files.ts';
import { FOLLOW_UP } from './events/follow-up.ts';
import { HANDLING } from './events/handling.ts';
import { INTAKE } from './events/intake.ts';
import { REMEDY } from './events/remedy.ts';
import { ROUTING } from './events/routing.ts';
import { SUPERVISION } from './events/supervision.ts';
import { keysOf } from './names.ts';

/** Everything a person may do with a case, in the order of the procedure. */
export const EVENTS = {
  ...INTAKE,
  ...ROUTING,
  ...HANDLING,
  ...REMEDY,
  ...FOLLOW_UP,
  ...SUPERVISION,
  ...FILES,
} as const;

export type EventType = keyof typeof EVENTS;
export type EventData<T extends EventType> = z.output<(typeof EVENTS)[T]['data']>;

export const EVENT_NAMES = keysOf(EVENTS);
