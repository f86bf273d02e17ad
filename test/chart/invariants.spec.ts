import { addDays, STATUTORY_CALENDAR } from '@huiyin/domain';
import type { PetitionContext } from '@huiyin/workflow';
import fc from 'fast-check';
import { canonical } from '../../libs/workflow/src/engine/chain.ts';
import { deriveClock } from '../../libs/workflow/src/petition/clock.ts';
import { excludedIn } from '../../libs/workflow/src/petition/policy.ts';
import { LIMITS, RULES } from '../../libs/workflow/src/petition/rules.ts';
import type { Situation } from './support/situation.ts';
import { toldAgain } from './support/situation.ts';
import { walk, walks } from './support/walks.ts';
import type { Seen } from './support/walks.ts';

function always(holds: (at: Situation) => void, numRuns = 60) {
  fc.assert(
    fc.property(walks, (given) => {
      walk(given, ({ before, after }) => {
        holds(before);
        holds(after);
      });
    }),
    { numRuns },
  );
}

function everyStep(holds: (seen: Seen) => void, numRuns = 60) {
  fc.assert(
    fc.property(walks, (given) => void walk(given, holds)),
    { numRuns },
  );
}

const running = ({ clocks }: PetitionContext) => clocks.filter(({ status }) => status === 'running');

it('never leaves an open case without a living clock', () => {
  always(({ context, armed }) => {
    if (context.closing !== null) return;
    expect(running(context).length).toBeGreaterThan(0);
    expect(Object.keys(armed).length).toBeGreaterThan(0);
  });
});

it('lets nothing but what is owed to others outlive the end of a case', () => {
  const outliving = ['execution', 'recommendation', 'report', 'supervision'];
  always(({ context, armed }) => {
    if (context.closing === null) return;
    const slots = running(context).map(({ slot }) => slot);
    expect(slots.filter((slot) => !outliving.includes(slot))).toEqual([]);
    expect(Object.keys(armed)).toHaveLength(slots.length);
  });
});

it('runs at most one clock in each place, each under a name of its own', () => {
  always(({ context }) => {
    const slots = context.clocks.filter(({ endedAt }) => endedAt === null).map(({ slot }) => slot);
    expect(new Set(slots).size).toBe(slots.length);
    expect(new Set(context.clocks.map(({ name }) => name)).size).toBe(context.clocks.length);
  });
});

it('never gives a clock less time than its rule or whoever set its day, and no clock less than a day', () => {
  always(({ context }) => {
    for (const { rule, startOn, dueOn, dueAt, startedAt, ownDays, extensionDays, exclusions } of context.clocks) {
      const { unit, amount } = RULES[rule].period;
      // A working day is never shorter than a calendar day, nor a month shorter than 28.
      const days = ownDays ?? (unit === 'month' ? amount * 28 : amount);
      expect(days).toBeGreaterThan(0);
      expect(
        dueOn >= addDays(startOn, days + extensionDays + excludedIn('calendar-day', exclusions, STATUTORY_CALENDAR)),
      ).toBe(true);
      expect(startOn <= dueOn && startedAt >= 0 && dueAt > 0).toBe(true);
    }
  });
});

it('shows no due date but the one that follows from what is stored', () => {
  always(({ context }) => {
    for (const clock of context.clocks) {
      const { dueOn, dueAt } = deriveClock(clock, { calendar: STATUTORY_CALENDAR });
      expect({ dueOn: clock.dueOn, dueAt: clock.dueAt }).toEqual({ dueOn, dueAt });
    }
  });
});

it('extends the 60 days of Art. 34 alone, once, by at most 30 days', () => {
  always(({ context }) => {
    const extended = context.clocks.filter(({ extensionDays }) => extensionDays !== 0);
    expect(extended.length).toBeLessThanOrEqual(1);
    for (const { rule, extensionDays } of extended) {
      expect(rule).toBe('handling');
      expect(extensionDays).toBeLessThanOrEqual(LIMITS.extension.amount);
      expect(context).toMatchObject({ facts: { purpose: 'appeal' } });
    }
  });
});

it('leaves no time out but that of a hearing at the recheck, and none that is negative', () => {
  always(({ context }) => {
    for (const { slot, exclusions, status } of context.clocks) {
      if (slot !== 'recheck')
        expect({ exclusions, paused: status === 'paused' }).toEqual({ exclusions: [], paused: false });
      for (const { from, to } of exclusions) expect(from <= to).toBe(true);
    }
  });
});

it('lets nobody complained about become a unit, a co-handler, an organ above or the one a recommendation goes to', () => {
  const taking = ({ unit, parts, round, recommendations }: PetitionContext) => [
    ...[unit, round.remedy?.organ, ...parts.map((part) => part.unit), ...recommendations.map(({ to }) => to)],
  ];
  everyStep(({ before, after }) => {
    // Whoever has part in it already may be named later.
    const come = taking(after.context).filter((each) => !taking(before.context).includes(each));
    expect(come.filter((each) => after.context.facts.accusedUnits.includes(each ?? ''))).toEqual([]);
  });
});

it('lets nobody take back alone an entry of somebody complained about', () => {
  everyStep(({ before, after, said }) => {
    const standing = ({ accused = [] }: PetitionContext) => accused.filter(({ removed }) => !removed);
    const gone = standing(before.context).filter((each) => !standing(after.context).includes(each));
    expect(gone.filter(({ by }) => by === said.order.by.account)).toEqual([]);
  });
});

it('has no lead that is its own co-handler', () => {
  always(({ context: { unit, parts } }) => {
    expect(parts.filter((part) => part.unit === unit)).toEqual([]);
  });
});

it('has the clock of the parts run exactly while one is owed, and that of recommendations while one is open', () => {
  always(({ context }) => {
    const runs = (name: string) => running(context).some(({ slot }) => slot === name);
    const owed = context.closing === null && context.parts.some(({ status }) => status === 'owed');
    expect(runs('parts')).toBe(owed);
    expect(runs('recommendation')).toBe(context.recommendations.some(({ adopted }) => adopted === null));
  });
});

it('concludes nothing that was not answered and followed up, nor while a review is under way', () => {
  always(({ context: { closing, round } }) => {
    if (closing?.how !== 'concluded') return;
    expect(round.servedOn).not.toBeNull();
    expect(round.followUpResult).not.toBeNull();
    expect(round.remedy?.decision).not.toBeNull();
  });
});

it('changes nothing at all when it refuses', () => {
  fc.assert(
    fc.property(walks, (given) => {
      const stories = new Map<Situation, string>();
      walk(given, ({ before, accepted }) => {
        if (!accepted) stories.set(before, written(before));
      });
      for (const [at, story] of stories) expect(written(at)).toBe(story);
    }),
    { numRuns: 60 },
  );
});

it('never forgets who handled a matter, what ended, or how often it was handled', () => {
  everyStep(({ before, after }) => {
    expect(after.context.handlers).toEqual(expect.arrayContaining([...before.context.handlers]));
    expect(after.context.round.number).toBeGreaterThanOrEqual(before.context.round.number);
    const ended = before.context.clocks.filter(({ endedAt }) => endedAt !== null);
    expect(after.context.clocks).toEqual(expect.arrayContaining(ended));
  });
});

it('writes a history whose times never run backwards, that says nothing twice, and that replays to the same case', () => {
  fc.assert(
    fc.property(walks, (given) => {
      const at = walk(given);
      const told = toldAgain(at);
      expect(written({ ...told.record })).toBe(written(at));
      const times = told.history.map((entry) => entry.at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      const once = told.history.flatMap((entry) => entry.actions.effects.flatMap(({ payload }) => spoken(payload)));
      expect(new Set(once).size).toBe(once.length);
      expect(told.audit()).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

function written({ value, context, armed }: Pick<Situation, 'value' | 'context' | 'armed'>): string {
  return canonical({ value, context: { ...context, now: 0 }, armed });
}

/** What an alert says once only: not a reminder or the highest level, which repeat, and not what a person says. */
function spoken(payload: unknown): string[] {
  const { kind, level, clock, dueOn } = payload as { kind: string; level: number; clock: string; dueOn: string };
  const once = kind === 'overdue' || (kind === 'escalation' && level < 3);
  return once ? [`${clock} ${dueOn} ${kind} ${level}`] : [];
}
