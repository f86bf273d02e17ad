import { EVENTS, keysOf } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import { z } from 'zod';
import type { Locale } from '../http/locale.ts';

const SCHEMAS = new Map(
  keysOf(EVENTS).map((type) => [type, z.toJSONSchema(EVENTS[type].data, { io: 'input', target: 'draft-2020-12' })]),
);

/** An event that may be sent now: what it is, what its data look like, and an example that fits the case. */
export function presentEvent({ type, example }: { type: EventType; example: object }, locale: Locale) {
  const { title, description, article } = EVENTS[type];
  return {
    type,
    title: title[locale],
    description: description[locale],
    article,
    schema: SCHEMAS.get(type) ?? {},
    example,
  };
}
