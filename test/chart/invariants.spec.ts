import { addDays } from '@huiyin/domain';
import { EventNotAccepted, EXTENSION_LIMIT_DAYS, RULES } from '@huiyin/workflow';
import { EVENTS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import fc from 'fast-check';
import { ACase, PEOPLE } from '../support/a-case.ts';
import type { Person } from '../support/a-case.ts';

const DAY = 86_400_000;
const TYPES = Object.keys(EVENTS) as EventType[];
const people = Object.keys(PEOPLE) as Person[];

/** Something said by anybody, in any order, with time passing in between. */
const anything = fc.record({
  type: fc.constantFrom(...TYPES),
  by: fc.constantFrom(...people),
  upheld: fc.boolean(),
  approved: fc.boolean(),
  days: fc.integer({ min: 1, max: 30 }),
  result: fc.constantFrom('satisfied', 'partly', 'notSolved', 'unreachable'),
  waitMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 * DAY })),
});
type Anything = typeof anything extends fc.Arbitrary<infer T> ? T : never;

const beginnings = fc.record({
  day: fc.integer({ min: 0, max: 600 }),
  purpose: fc.constantFrom('appeal' as const, 'suggestion' as const, 'accusation' as const),
  lateDays: fc.integer({ min: 0, max: 30 }),
});

function begin({
  day,
  purpose,
  lateDays,
}: {
  day: number;
  purpose: 'appeal' | 'suggestion' | 'accusation';
  lateDays: number;
}) {
  const dateAt = (days: number) => new Date(Date.UTC(2025, 1, 1) + days * DAY).toISOString().slice(0, 10);
  return ACase.registered(dateAt(day + lateDays), { purpose, receivedOn: dateAt(day) });
}

/** What is said is data for the event it happens to be; what does not belong to it is left out. */
function say(at: ACase, { type, by, waitMs, ...choices }: Anything): ACase {
  const later = at.until(at.now + waitMs);
  const own = Object.fromEntries(Object.entries(choices).filter(([key]) => key in EVENTS[type].data.shape));
  const notified = type === 'DECIDE_EXTENSION' ? { reasonNotified: choices.approved } : {};
  try {
    return later.send(type, { ...own, ...notified }, by);
  } catch (error) {
    if (error instanceof EventNotAccepted) return later;
    throw error;
  }
}

const walks = fc.tuple(beginnings, fc.array(anything, { minLength: 5, maxLength: 60 }));

function always(holds: (at: ACase) => void) {
  fc.assert(
    fc.property(walks, ([beginning, sayings]) => {
      let at = begin(beginning);
      holds(at);
      for (const saying of sayings) holds((at = say(at, saying)));
    }),
    { numRuns: 120 },
  );
}

const isClosed = ({ columns }: ACase) => columns.tags.includes('closed');

it('never leaves an open case without a living clock', () => {
  always((at) => {
    const waiting = Object.keys(at.record.armed).length;
    if (isClosed(at)) expect(waiting).toBe(0);
    else expect(waiting).toBeGreaterThan(0);
  });
});

it('runs at most one clock in each place, and none once closed', () => {
  always((at) => {
    const running = at.context.clocks.filter((clock) => clock.status === 'running').map((clock) => clock.slot);
    expect(new Set(running).size).toBe(running.length);
    if (isClosed(at)) expect(running).toEqual([]);
  });
});

it('never gives a clock less time than its rule, nor extends it by more than the law allows', () => {
  always((at) => {
    for (const clock of at.context.clocks) {
      const { period, article } = RULES[clock.rule];
      // A working day is never shorter than a calendar day.
      expect(clock.dueOn >= addDays(clock.startOn, period.amount + clock.extensionDays)).toBe(true);
      expect(clock.extensionDays).toBeLessThanOrEqual(article === '34' ? EXTENSION_LIMIT_DAYS : 0);
    }
    expect(new Set(at.context.clocks.map((clock) => clock.name)).size).toBe(at.context.clocks.length);
  });
});

it('never says the same of a clock twice, but for the repeats of the highest level', () => {
  always((at) => {
    const once = at.history.flatMap((entry) =>
      entry.actions.effects.flatMap(({ payload }) => {
        const { kind, level, clock, dueOn } = payload as { kind: string; level: number; clock: string; dueOn: string };
        return kind === 'reminder' || level === 3 ? [] : [`${clock} ${dueOn} ${kind} ${level}`];
      }),
    );
    expect(new Set(once).size).toBe(once.length);
  });
});

it('writes a history whose times never run backwards', () => {
  always((at) => {
    const times = at.history.map((entry) => entry.at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

it('writes a history that replays to the same case, with the same chain', () => {
  fc.assert(
    fc.property(walks, ([beginning, sayings]) => {
      const at = sayings.reduce(say, begin(beginning));
      expect(at.audit()).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
