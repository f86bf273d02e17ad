import { and } from 'xstate';

/** An act as the chart is written: what it asks, and what it rests on. */
interface Act {
  readonly target?: unknown;
  readonly guard?: unknown;
  readonly meta?: object;
}
type Acts = string | Act | readonly (string | Act)[];

/** A state as the chart is written, as far as persons act in it. */
interface Written {
  readonly on?: Readonly<Record<string, Acts>>;
  readonly states?: Readonly<Record<string, object>>;
}

/** An act that is open to everybody: whoever takes no part in a matter must still be able to say so, or that it is urgent. */
export const evenIfRecused = <const M extends object>(meta: M) => ({ ...meta, evenIfRecused: true }) as const;

/**
 * The chart in which every act of a person also asks `mayHandle`, so that no stage has to remember it.
 * @article 信访工作条例 28
 */
export function refusingRecused<C extends object>(config: C): C {
  const { on, states }: Written = config;
  return {
    ...config,
    ...(on && { on: mapped(on, (acts) => (isList(acts) ? acts.map(guarded) : guarded(acts))) }),
    ...(states && { states: mapped(states, refusingRecused) }),
  };
}

function guarded(written: string | Act): Act {
  const act: Act = typeof written === 'string' ? { target: written } : written;
  if (act.meta && 'evenIfRecused' in act.meta) return act;
  const { guard } = act;
  return { ...act, guard: guard === undefined ? 'mayHandle' : and(['mayHandle', guard as string]) };
}

function isList(acts: Acts): acts is readonly (string | Act)[] {
  return Array.isArray(acts);
}

function mapped<V, W>(given: Readonly<Record<string, V>>, change: (value: V) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, change(value)]));
}
