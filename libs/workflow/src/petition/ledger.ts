import { dateOf } from '@huiyin/domain';
import type { Instant, LocalDate } from '@huiyin/domain';
import { deriveClock } from './clock.ts';
import type { Clock, ClockStatus } from './clock.ts';
import type { Actor } from './context.ts';
import type { Exclusion, Reckoning } from './policy.ts';

/** What happened to a clock: 起算、延长、中止、扣除、更正、办结、超期、失效、恢复. */
export type LedgerKind =
  'started' | 'extended' | 'paused' | 'excluded' | 'corrected' | 'met' | 'breached' | 'cancelled' | 'restored';

/** One line of a clock's ledger (期限台账): what happened to it, since when in law, and when that was written down. */
export interface LedgerEntry {
  readonly clock: string;
  readonly kind: LedgerKind;
  /** The legal day from which it counts. */
  readonly effectiveOn: LocalDate;
  readonly recordedAt: Instant;
  /** Line of the case's history that it comes from. */
  readonly seq: number;
  /** The event or timer that was the ground of it. */
  readonly ground: string;
  /** Who decided; null for a timer. */
  readonly by: Actor | null;
  /** Of an extension. @unit calendar days */
  readonly days: number | null;
  readonly exclusion: Exclusion | null;
  /** The last day as it was known from then on. */
  readonly dueOn: LocalDate;
}

/** What of a line of the history the ledger wants to know. */
interface Line {
  readonly seq: number;
  readonly recordedAt: Instant;
  readonly event: { readonly type: string };
  readonly actor: unknown;
}

/** What a step did to the clocks. */
export function ledgerOf(before: readonly Clock[], after: readonly Clock[], line: Line): LedgerEntry[] {
  return after.flatMap((clock) => {
    const earlier = before.find(({ name }) => name === clock.name);
    return changesOf(earlier, clock, dateOf(line.recordedAt)).map(
      ({ kind, effectiveOn, days = null, exclusion = null }) => ({
        clock: clock.name,
        kind,
        effectiveOn,
        recordedAt: line.recordedAt,
        seq: line.seq,
        ground: line.event.type,
        by: line.actor as Actor | null,
        days,
        exclusion,
        dueOn: clock.dueOn,
      }),
    );
  });
}

interface Change {
  readonly kind: LedgerKind;
  readonly effectiveOn: LocalDate;
  readonly days?: number;
  readonly exclusion?: Exclusion;
}

/** @param today of which it is written down */
function changesOf(before: Clock | undefined, after: Clock, today: LocalDate): Change[] {
  if (!before) return [{ kind: 'started', effectiveOn: after.startOn }, ...endOf(after)];
  const days = after.extensionDays - before.extensionDays;
  const restored = before.endedAt !== null && after.endedAt === null;
  const wasPaused = before.pausedOn !== null && !restored;
  const { pausedOn } = after;
  return [
    ...(restored ? [{ kind: 'restored', effectiveOn: today } as const] : []),
    ...(days > 0 ? [{ kind: 'extended', effectiveOn: before.dueOn, days } as const] : []),
    ...(pausedOn !== null && !wasPaused ? [{ kind: 'paused', effectiveOn: pausedOn } as const] : []),
    ...after.exclusions
      .slice(before.exclusions.length)
      .map((exclusion): Change => ({ kind: 'excluded', effectiveOn: exclusion.from, exclusion })),
    ...(wasCorrected(before, after) ? [{ kind: 'corrected', effectiveOn: after.startOn } as const] : []),
    ...(before.endedAt === null ? endOf(after) : []),
  ];
}

/** Counted anew by another calendar: another day, and nothing that lengthened it. */
function wasCorrected(before: Clock, after: Clock): boolean {
  const lengthened =
    after.extensionDays !== before.extensionDays || after.exclusions.length !== before.exclusions.length;
  return !lengthened && after.dueOn !== before.dueOn;
}

function endOf({ status, endedAt }: Clock): Change[] {
  return endedAt === null ? [] : [{ kind: status as 'met' | 'breached' | 'cancelled', effectiveOn: dateOf(endedAt) }];
}

/** What a clock's ledger comes to. */
export interface Balance {
  readonly dueOn: LocalDate;
  readonly status: ClockStatus;
}

/**
 * Adds a clock's ledger up to its last day and how it stands.
 * @param start what its first line began: the rule, the day, and the amount if a person has set it
 */
export function balanceOf(
  ledger: readonly LedgerEntry[],
  { rule, startOn, ownDays }: Pick<Clock, 'rule' | 'startOn' | 'ownDays'>,
  reckoning: Reckoning,
): Balance {
  const extensionDays = ledger.reduce((sum, { kind, days }) => sum + (kind === 'extended' ? (days ?? 0) : 0), 0);
  const exclusions = ledger.flatMap(({ exclusion }) => exclusion ?? []);
  const { dueOn } = deriveClock({ rule, startOn, ownDays, extensionDays, exclusions }, reckoning);
  return { dueOn, status: ledger.reduce<ClockStatus>((status, { kind }) => STATUS[kind] ?? status, 'running') };
}

/** How a clock stands after a line; an extension leaves that as it is. */
const STATUS: Readonly<Record<LedgerKind, ClockStatus | null>> = {
  started: 'running',
  extended: null,
  paused: 'paused',
  excluded: 'running',
  corrected: null,
  restored: 'running',
  met: 'met',
  breached: 'breached',
  cancelled: 'cancelled',
};
