import type { Instant } from '@huiyin/domain';
import type { AnyMachineSnapshot } from 'xstate';
import { isOverdue } from './clock.ts';
import type { Clock } from './clock.ts';

/** How a case stands, and whom it has called on the way. */
export interface Standing {
  /** Where it is, without the rung of a ladder. */
  readonly place: string;
  readonly clocks: readonly Clock[];
  readonly alerts: readonly { readonly kind: string; readonly level: number }[];
  readonly now: Instant;
}

/** One thing that came out otherwise. */
export interface Difference {
  readonly kind: 'place' | 'lastDay' | 'outcome' | 'newClock' | 'goneClock' | 'alerts' | 'overdue';
  /** The clock, or the kind and level of the alerts. */
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

/** Where a case is. The rung of a ladder says how near its day is, which its clock says too. */
export function placeOf(state: string, snapshot: AnyMachineSnapshot): string {
  const rungs = snapshot._nodes.filter(({ meta }) => (meta as { slot?: string } | undefined)?.slot !== undefined);
  const rung = rungs.find(({ key }) => state.endsWith(`.${key}`));
  return rung ? state.slice(0, -rung.key.length - 1) : state;
}

/** What is otherwise in one standing of a case than in another. */
export function differencesOf(from: Standing, to: Standing): Difference[] {
  const overdue = (at: Standing) => (at.clocks.some((clock) => isOverdue(clock, at.now)) ? 'yes' : 'no');
  return [
    ...otherwise('place', 'state', from.place, to.place),
    ...clockDifferences(from, to),
    ...alertDifferences(from.alerts, to.alerts),
    ...otherwise('overdue', 'overdue now', overdue(from), overdue(to)),
  ];
}

function otherwise(kind: Difference['kind'], what: string, from: string, to: string): Difference[] {
  return from === to ? [] : [{ kind, what, from, to }];
}

const NONE = '–';

function clockDifferences(from: Standing, to: Standing): Difference[] {
  const outcome = (clock: Clock, { now }: Standing) => (isOverdue(clock, now) ? 'overdue' : clock.status);
  const whole = (clock: Clock, at: Standing) => `${clock.dueOn} ${outcome(clock, at)}`;
  const gone = from.clocks
    .filter(({ name }) => !to.clocks.some((clock) => clock.name === name))
    .map((clock): Difference => ({ kind: 'goneClock', what: clock.name, from: whole(clock, from), to: NONE }));
  const others = to.clocks.flatMap((clock): Difference[] => {
    const earlier = from.clocks.find(({ name }) => name === clock.name);
    if (!earlier) return [{ kind: 'newClock', what: clock.name, from: NONE, to: whole(clock, to) }];
    return [
      ...otherwise('lastDay', clock.name, earlier.dueOn, clock.dueOn),
      ...otherwise('outcome', clock.name, outcome(earlier, from), outcome(clock, to)),
    ];
  });
  return [...gone, ...others];
}

function alertDifferences(from: Standing['alerts'], to: Standing['alerts']): Difference[] {
  const names = [...new Set([...from, ...to].map(alertName))].sort();
  const count = (alerts: Standing['alerts'], name: string) => alerts.filter((each) => alertName(each) === name).length;
  return names.flatMap((name) => otherwise('alerts', name, String(count(from, name)), String(count(to, name))));
}

function alertName({ kind, level }: Standing['alerts'][number]): string {
  return level === 0 ? kind : `${kind} ${level}`;
}
