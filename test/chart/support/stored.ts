import { dateOf } from '@huiyin/domain';
import type { CaseRecord, HistoryEntry } from '@huiyin/workflow';
import { canonical } from '../../../libs/workflow/src/engine/chain.ts';
import { petition } from '../../support/a-case.ts';
import type { ACase } from '../../support/a-case.ts';

/** A case as it was stored under the chart of its day. The first lists are for people, the rest is what was stored. */
export interface StoredHistory {
  readonly about: string;
  /** Each step with the state it led to. */
  readonly story: readonly string[];
  /** Each clock with its last day and how it ended. */
  readonly clocks: readonly string[];
  readonly columns: ACase['columns'];
  /** JSON of the case's row. */
  readonly record: string;
  /** JSON of each line of the history. */
  readonly history: readonly string[];
}

export function storedHistory(about: string, { record, history, columns }: ACase): StoredHistory {
  return {
    about,
    story: storyOf(history),
    clocks: clocksOf(record),
    columns,
    record: canonical(record),
    history: history.map((entry) => canonical(entry)),
  };
}

export function storyOf(history: readonly HistoryEntry[]): string[] {
  return history.map(({ event, at, to }) => {
    const { path, regions } = petition.placeOf(to);
    const beside = Object.entries(regions)
      .map(([region, state]) => `${region}: ${state}`)
      .sort();
    return [`${dateOf(at)} ${nameOf(event.type)}: ${path}`, ...beside].join(', ');
  });
}

export function clocksOf({ context }: CaseRecord): string[] {
  return context.clocks.map(({ name, rule, dueOn, status }) => `${name} (${rule}) ${dueOn} ${status}`);
}

/** A timer by its delay, without XState's address of the state. */
function nameOf(type: string): string {
  return type.replace(/^xstate\.after\.(\w+)\..*$/, '$1');
}
