import { createHash } from 'node:crypto';
import { toIso } from '@huiyin/domain';
import { audit } from '@huiyin/office';
import type { Registry } from '@huiyin/workflow';
import type { Pool } from 'pg';
import type { Lived, Year } from '../run/year.ts';
import { histories } from './histories.ts';
import type { Told } from './histories.ts';
import { ledgerOf, timerRowFaults } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { livingFaults } from './living.ts';

/** Something that is not as it must be. */
export interface Fault {
  readonly caseId: string;
  readonly detail: string;
}

export interface Proof {
  readonly faults: readonly Fault[];
  readonly counts: {
    readonly cases: number;
    readonly lines: number;
    readonly acts: number;
    readonly armed: number;
    readonly fired: number;
    readonly calledOff: number;
    readonly waiting: number;
    readonly alerts: number;
    readonly open: number;
    /** Cases that have ended and still owe something to others. */
    readonly outliving: number;
    readonly audited: number;
  };
  /** SHA-256 over the heads of all chains in order of case id. */
  readonly digest: string;
}

interface ProofOptions {
  readonly pool: Pool;
  readonly registry: Registry;
  readonly year: Pick<Year, 'end' | 'cases'>;
  readonly onProgress?: (progress: { checked: number; total: number }) => void;
}

/** Whether the tables hold what happened, all of it, once, and whether everything that is open will go on. */
export async function prove({ pool, registry, year, onProgress }: ProofOptions): Promise<Proof> {
  const counts = {
    cases: 0,
    lines: 0,
    acts: 0,
    armed: 0,
    fired: 0,
    calledOff: 0,
    waiting: 0,
    alerts: 0,
    open: 0,
    outliving: 0,
    audited: 0,
  };
  const faults: Fault[] = [];
  const heads = createHash('sha256');
  const missing = new Set(year.cases.keys());
  for await (const told of histories(pool)) {
    const { record, history, effects } = told;
    const ledger = ledgerOf(history);
    faults.push(...caseFaults(told, ledger, year).map((detail) => ({ caseId: record.id, detail })));
    heads.update(`${record.id} ${record.head}\n`);
    missing.delete(record.id);
    counts.cases++;
    counts.lines += history.length;
    counts.acts += history.filter(({ kind }) => kind !== 'timer').length;
    counts.armed += ledger.armed;
    counts.fired += ledger.fired;
    counts.calledOff += ledger.calledOff;
    counts.waiting += ledger.waiting.size;
    counts.alerts += effects.length;
    if (told.stage !== 'closed') counts.open++;
    else if (ledger.waiting.size > 0) counts.outliving++;
  }
  faults.push(...[...missing].map((caseId) => ({ caseId, detail: 'was registered and is not there' })));
  for await (const { checked, total, findings } of audit(pool, registry)) {
    counts.audited = checked;
    faults.push(
      ...findings.map(({ caseId, seq, kind, detail }) => ({ caseId, detail: `${at(seq)}${kind}: ${detail}` })),
    );
    onProgress?.({ checked, total });
  }
  return { faults, counts, digest: heads.digest('hex') };
}

function caseFaults(told: Told, ledger: Ledger, { end, cases }: Pick<Year, 'end' | 'cases'>): string[] {
  return [
    ...ledger.faults,
    ...[...ledger.waiting]
      .filter(([, dueAt]) => dueAt <= end)
      .map(([name, at]) => `${name}, due at ${toIso(at)}, never fired`),
    ...timerRowFaults(told.history, ledger, told.timers),
    ...effectFaults(told),
    ...livingFaults(told, ledger, end),
    ...stepFaults(told, cases.get(told.record.id)),
  ];
}

/** Every alert a line asks for is owed to the world once. */
function effectFaults({ history, effects }: Told): string[] {
  const asked = history.flatMap(({ seq, actions }) => actions.effects.map((_, number) => `${seq}/${number}`));
  return asked.join() === effects.join() ? [] : [`${asked.length} alerts were asked for, ${effects.length} are there`];
}

/** Each step that was answered is there once. */
function stepFaults({ history }: Told, lived: Lived | undefined): string[] {
  const written = history.filter(({ kind }) => kind !== 'timer').length;
  if (!lived) return ['nobody registered it'];
  return written === lived.steps ? [] : [`${lived.steps} steps were answered, ${written} are written`];
}

function at(seq: number | null): string {
  return seq === null ? '' : `line ${seq}: `;
}
