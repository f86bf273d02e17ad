import { canonical, GENESIS, hashEntry, seal } from './chain.ts';
import type { CaseColumns } from './definition.ts';
import type { CaseRecord, EngineContext, HistoryEntry, PersonalText } from './model.ts';
import type { Registry } from './registry.ts';
import { replay } from './replay.ts';
import { nextDue } from './step.ts';
import { columnsOf } from './rows.ts';

/** A timer row as stored, for comparison with what the history says must be waiting. */
export interface TimerRow {
  readonly name: string;
  readonly dueAt: number;
}

/** A case as the tables hold it. */
export interface StoredCase<C extends EngineContext = EngineContext> {
  readonly record: CaseRecord<C>;
  readonly history: readonly HistoryEntry[];
  readonly armedRows: readonly TimerRow[];
  /** What the case is listed, found and woken by. */
  readonly columns: CaseColumns & { readonly wakeAt: number | null };
  /** Text about persons by history line, as far as it has not been erased. */
  readonly personal: ReadonlyMap<number, PersonalText>;
}

/** What of a case may not fit. An application that audits what it keeps beside the cases has kinds of its own. */
export type FindingKind = 'chain' | 'replay' | 'snapshot' | 'timers' | 'columns' | 'personal';

/** One thing that does not fit, with the case and the history line it was found at. */
export interface Finding<Kind extends string = FindingKind> {
  readonly caseId: string;
  readonly kind: Kind;
  readonly seq: number | null;
  readonly detail: string;
}

/** Recomputes a case's chain and replays its history through the chart it was made with; reports whatever differs. */
export function auditCase<C extends EngineContext>(registry: Registry<C>, stored: StoredCase<C>): Finding[] {
  return [
    ...chainFindings(stored),
    ...replayFindings(registry, stored),
    ...timerFindings(stored),
    ...columnFindings(registry, stored),
    ...personalFindings(stored),
  ];
}

function chainFindings({ record, history }: StoredCase): Finding[] {
  const findings: Finding[] = [];
  let previous = GENESIS;
  history.forEach((entry, index) => {
    const found = (detail: string) => findings.push({ caseId: record.id, kind: 'chain', seq: entry.seq, detail });
    if (entry.seq !== index + 1) found(`line ${index + 1} carries the number ${entry.seq}`);
    if (entry.previous !== previous) found('does not follow the line before it');
    const { hash, ...unhashed } = entry;
    if (hashEntry(unhashed) !== hash) found('its content does not match its hash');
    previous = hash;
  });
  if (previous !== record.head || history.length !== record.revision) {
    const detail = `the case stands at line ${record.revision}, the history ends at ${history.length}`;
    findings.push({ caseId: record.id, kind: 'chain', seq: null, detail });
  }
  return findings;
}

function replayFindings<C extends EngineContext>(registry: Registry<C>, { record, history }: StoredCase<C>): Finding[] {
  let replayed: CaseRecord | null = null;
  let line = 0;
  const found = (detail: string): Finding[] => [
    { caseId: record.id, kind: 'replay', seq: history[line]?.seq ?? null, detail },
  ];
  try {
    for (const made of replay(registry, record, history)) {
      replayed = made.record;
      const entry = history[line] as HistoryEntry;
      // The same hash is the same line; why it is another one is asked only then.
      const difference = made.entry.hash === entry.hash ? null : compare(made.entry, entry);
      if (difference) return found(difference);
      line++;
    }
  } catch (error) {
    return found((error as Error).message);
  }
  if (!replayed) return [{ caseId: record.id, kind: 'replay', seq: null, detail: 'the case has no history' }];
  if (canonical(standing(record)) === canonical(standing(replayed))) return [];
  return [
    { caseId: record.id, kind: 'snapshot', seq: null, detail: 'the stored snapshot is not what the history leads to' },
  ];
}

function compare(made: HistoryEntry, stored: HistoryEntry): string | null {
  const parts = ['to', 'actions'] as const;
  const differing = parts.filter((part) => canonical(made[part]) !== canonical(stored[part]));
  return differing.length > 0 ? `the chart now gives another ${differing.join(' and ')}` : null;
}

function timerFindings({ record, armedRows }: StoredCase): Finding[] {
  const expected = Object.entries(record.armed).map(([name, { dueAt }]) => ({ name, dueAt }));
  if (canonical(sorted(expected)) === canonical(sorted(armedRows))) return [];
  const names = (rows: readonly TimerRow[]) => rows.map((row) => row.name).join(', ') || 'none';
  const detail = `the case waits for ${names(expected)}; the timer table holds ${names(armedRows)}`;
  return [{ caseId: record.id, kind: 'timers', seq: null, detail }];
}

/** A case whose columns lie is not found by those who look for it, or never woken. */
function columnFindings<C extends EngineContext>(registry: Registry<C>, { record, columns }: StoredCase<C>): Finding[] {
  try {
    const definition = registry.of(record);
    const expected = { ...columnsOf(definition, record), wakeAt: nextDue(record)?.dueAt ?? null };
    const wrong = (Object.keys(expected) as (keyof typeof expected)[]).filter(
      (name) => canonical(expected[name]) !== canonical(columns[name]),
    );
    if (wrong.length === 0) return [];
    const detail = `not what the snapshot says: ${wrong.join(', ')}`;
    return [{ caseId: record.id, kind: 'columns', seq: null, detail }];
  } catch {
    return []; // an unknown machine has been reported by the replay
  }
}

/** Text that is still there must be the text that was sealed. */
function personalFindings({ record, history, personal }: StoredCase): Finding[] {
  return history.flatMap(({ seq, event }) => {
    const text = personal.get(seq);
    if (!text || seal(text.body, text.salt).sealed.digest === event.sealed?.digest) return [];
    return [{ caseId: record.id, kind: 'personal', seq, detail: 'the text about persons is not what was sealed' }];
  });
}

function sorted(rows: readonly TimerRow[]): TimerRow[] {
  return [...rows].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function standing({ machineVersion, value, context, armed }: CaseRecord) {
  return { machineVersion, value, context, armed };
}
