// 条例第三十条: whom an event brings the matter to is said by its fields; the chart asks of each such event.
import { EVENT_NAMES, FIELDS } from '@huiyin/workflow/contract';
import { TRANSITIONS } from './support/transitions.ts';

interface Guarded {
  readonly guard?: unknown;
  readonly eventType: string;
}

const BRINGING = EVENT_NAMES.filter((type) =>
  FIELDS.get(type)?.naming.some(({ names }) => ['recipient', 'organ', 'organAbove'].includes(names)),
);

/** Names of all guards of a transition. */
function guardsIn(guard: unknown): string[] {
  if (typeof guard === 'string') return [guard];
  const { type, guards = [] } = (guard ?? {}) as { type?: string; guards?: readonly unknown[] };
  return [...(type === undefined ? [] : [type]), ...guards.flatMap(guardsIn)];
}

it.each(BRINGING)('%s is refused where it names a unit complained about', (type) => {
  const taken = [...TRANSITIONS].filter(([{ eventType }]) => eventType === type);
  expect(taken.length).toBeGreaterThan(0);
  for (const [transition, name] of taken) {
    const guards = guardsIn((transition as Guarded).guard);
    // A way on which the unit itself acts names no organ.
    if (guards.includes('trackStaysHere')) continue;
    expect([name, guards]).toEqual([name, expect.arrayContaining(['recipientNotAccused'])]);
  }
});
