import type { CaseRecord, HistoryEntry } from '@huiyin/workflow';
import { auditCase } from '@huiyin/workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { registry } from '../support/a-case.ts';
import { clocksOf, storyOf } from './support/stored.ts';
import type { StoredHistory } from './support/stored.ts';

/** Cases stored under the charts of their day: whatever the chart becomes, their histories must lead where they led. */
const folder = new URL('../fixtures/histories/', import.meta.url);
const files = readdirSync(folder);

it('keeps a history for each theme of the law', () => {
  expect(files.length).toBeGreaterThanOrEqual(15);
});

describe.each(files)('%s', (file) => {
  const stored = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as StoredHistory;
  const record = JSON.parse(stored.record) as CaseRecord;
  const history = stored.history.map((line) => JSON.parse(line) as HistoryEntry);

  it('is whole and replays to the same states, clocks, timers and columns', () => {
    const columns = { ...stored.columns, wakeAt: null };
    expect(auditCase(registry, { record, history, armedRows: [], columns, personal: new Map() })).toEqual([]);
  });

  it('tells the story it is kept for, with its last days', () => {
    expect(storyOf(history)).toEqual(stored.story);
    expect(clocksOf(record)).toEqual(stored.clocks);
    expect(stored.columns.stage).toBe('closed');
  });

  it('is found out when a line of it is changed', () => {
    const changed = history.map((entry, index) => (index === 1 ? { ...entry, at: entry.at + 1 } : entry));
    const columns = { ...stored.columns, wakeAt: null };
    const findings = auditCase(registry, { record, history: changed, armedRows: [], columns, personal: new Map() });
    expect(findings.map(({ kind }) => kind)).toContain('chain');
  });
});
