import { addDays, dateOf } from '@huiyin/domain';
import { EVENTS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import fc from 'fast-check';
import type { z } from 'zod';
import { ACase, PEOPLE, senderOf, UNITS } from '../../support/a-case.ts';
import type { Person } from '../../support/a-case.ts';
import { saying, SAYINGS } from './sayings.ts';
import type { Saying } from './sayings.ts';
import { begin, say, until } from './situation.ts';
import type { Situation } from './situation.ts';

const DAY = 86_400_000;
const ACCUSED = 'ys-qh-ll-ds';
const people = Object.keys(PEOPLE) as Person[];
const units = [...Object.values(UNITS), ACCUSED];

const beginnings = fc.record({
  day: fc.integer({ min: 0, max: 600 }),
  lateDays: fc.integer({ min: 0, max: 30 }),
  purpose: fc.constantFrom('appeal', 'appeal', 'appeal', 'suggestion', 'accusation', 'inquiry'),
  contactable: fc.boolean(),
  groupSize: fc.constantFrom(1, 1, 5),
  channel: fc.constantFrom('visit', 'online'),
});

/** What somebody wants next, and how they put it; what does not belong to the event is left out. */
const wishes = fc.record({
  /** Where the search for something that is accepted begins; `blindly` says it whether or not it is. */
  pick: fc.nat(SAYINGS.length - 1),
  blindly: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  by: fc.option(fc.constantFrom(...people), { freq: 3 }),
  unit: fc.option(fc.constantFrom(...units), { freq: 2 }),
  inDays: fc.option(fc.integer({ min: -40, max: 60 }), { freq: 2 }),
  days: fc.integer({ min: 1, max: 30 }),
  number: fc.integer({ min: 1, max: 3 }),
  account: fc.constantFrom(...people.map((person) => PEOPLE[person].account)),
  waitMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 * DAY })),
});
type Wish = typeof wishes extends fc.Arbitrary<infer T> ? T : never;

/** A case that anything may be said to, in any order, with time passing in between. */
export const walks = fc.tuple(beginnings, fc.array(wishes, { minLength: 10, maxLength: 45 }));
type Walk = typeof walks extends fc.Arbitrary<infer T> ? T : never;

export interface Seen {
  readonly before: Situation;
  readonly after: Situation;
  /** What was said, and whether it was accepted. */
  readonly said: Saying;
  readonly accepted: boolean;
}

/** Goes through a walk and shows every step of it. @returns where it ends */
export function walk([beginning, steps]: Walk, see: (seen: Seen) => void = () => undefined): Situation {
  let at = begin(registered(beginning));
  for (const wish of steps) {
    const before = until(at, at.now + wish.waitMs);
    const seen = granted(before, wish);
    see(seen);
    at = seen.after;
  }
  return at;
}

function registered({ day, lateDays, ...facts }: Walk[0]): ACase {
  const dateAt = (days: number) => addDays('2025-02-01', days);
  const given = { ...facts, receivedOn: dateAt(day), accusedUnits: [ACCUSED] };
  return ACase.registered(dateAt(day + lateDays), given);
}

function granted(before: Situation, wish: Wish): Seen {
  const turns = wish.blindly ? 1 : SAYINGS.length;
  for (let turn = 0; turn < turns - 1; turn++) {
    const said = wished(before, wish, wish.pick + turn);
    const after = say(before, said);
    if (after) return { before, after, said, accepted: true };
  }
  const said = wished(before, wish, wish.pick);
  const after = say(before, said);
  return { before, after: after ?? before, said, accepted: after !== null };
}

function wished({ now }: Situation, wish: Wish, turn: number): Saying {
  const { type, data } = SAYINGS[turn % SAYINGS.length] as Saying;
  const on = wish.inDays === null ? undefined : addDays(dateOf(now), wish.inDays);
  const dates = { reportBy: on, dueOn: on, executeBy: on, servedOn: on, requestedOn: on };
  const parties = wish.unit === null ? {} : { unit: wish.unit, to: wish.unit, organ: wish.unit };
  const { days, number, account } = wish;
  const more = own(type, { ...dates, ...parties, days, number, account });
  return saying(type, { ...data, ...more }, wish.by ?? senderOf(type));
}

function own(type: EventType, more: object): object {
  const { shape = {} } = EVENTS[type].data as { shape?: Record<string, z.ZodType> };
  return Object.fromEntries(
    Object.entries(more).filter(([field, value]) => value !== undefined && shape[field]?.safeParse(value).success),
  );
}
