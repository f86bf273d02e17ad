import { z } from 'zod';
import { FILES } from './events/files.ts';
import { FOLLOW_UP } from './events/follow-up.ts';
import { HANDLING } from './events/handling.ts';
import { INTAKE } from './events/intake.ts';
import { REMEDY } from './events/remedy.ts';
import { ROUTING } from './events/routing.ts';
import { SUPERVISION } from './events/supervision.ts';

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

/** Every event name of the contract, in its order; those that it leaves to us come last. */
export const EVENT_NAMES = [
  ...['ACCEPT', 'REFUSE', 'REDIRECT', 'MERGE', 'REQUEST_SUPPLEMENT', 'SUPPLEMENT', 'WITHDRAW'],
  ...['TRANSFER', 'OBJECT', 'DECIDE_OBJECTION', 'ARBITRATE', 'GIVE_NOTICE', 'ROUTE_TRACK', 'ADD_PARTY', 'ASSIGN'],
  ...['HEAR', 'INVESTIGATE', 'START_MEDIATION', 'SETTLE', 'FAIL_MEDIATION', 'OPEN_HEARING', 'CLOSE_HEARING'],
  ...['REQUEST_EXTENSION', 'DECIDE_EXTENSION', 'SUBMIT_PART', 'FALL_BACK'],
  ...['ISSUE_OPINION', 'APPROVE_OPINION', 'RETURN_OPINION', 'SERVE', 'RECORD_EXECUTION'],
  ...['REQUEST_REVIEW', 'DECIDE_REVIEW', 'REQUEST_RECHECK', 'DECIDE_RECHECK'],
  ...['RECORD_FOLLOW_UP', 'RATE', 'REWORK', 'CLOSE', 'REOPEN'],
  ...['URGE', 'SUPERVISE', 'RECOMMEND', 'ANSWER_RECOMMENDATION', 'RECUSE'],
  ...['UNMERGE', 'ANSWER', 'LINK', 'UNLINK', 'REPORT_URGENT', 'RECORD_TRACK_OUTCOME', 'EXCUSE_PART', 'REPORT_BACK'],
  ...['ANSWER_SUPERVISION', 'SUCCEED', 'LIFT_RECUSAL', 'ATTACH', 'ADD_ACCUSED', 'REMOVE_ACCUSED'],
] as const;

/**
 * The data fields of an event that hold text about persons. Of a list whose items are only partly about persons, with
 * the fields of an item that the history may keep.
 */
export function personalFields(schema: z.ZodType): ReadonlyMap<string, readonly string[] | null> {
  if (!(schema instanceof z.ZodObject)) return new Map();
  const shape = Object.entries<z.ZodType>(schema.shape);
  return new Map(shape.flatMap(([name, field]) => personalPart(field, name)));
}

function personalPart(field: z.ZodType, name: string): [string, readonly string[] | null][] {
  const { personal, keeps } = (field.meta() ?? {}) as { personal?: boolean; keeps?: readonly string[] };
  if (personal === true) return [[name, keeps ?? null]];
  return field instanceof z.ZodOptional ? personalPart((field as z.ZodOptional<z.ZodType>).unwrap(), name) : [];
}
