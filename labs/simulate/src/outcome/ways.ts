import type { Instant } from '@huiyin/domain';
import type { CaseClock, HistoryEntry, PetitionContext, RuleName } from '@huiyin/workflow';
import { DECISIONS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import { added, none, share } from './share.ts';
import type { Share } from './share.ts';

/** How often a part of the procedure was gone through, how often in time, and what came of it. */
export interface Way {
  readonly name: string;
  readonly count: number;
  readonly onTime: Share;
  readonly outcomes: ReadonlyMap<string, number>;
}

interface Kind {
  readonly name: string;
  /** The act that each begins with; left out: each begins with a clock. */
  readonly begins?: EventType;
  readonly rule?: RuleName;
  /** What an act on it came to, in a word. */
  readonly outcomeOf: (type: string, data: Readonly<Record<string, unknown>>) => string | undefined;
}

const named =
  (names: Partial<Record<EventType, string>>): Kind['outcomeOf'] =>
  (type) =>
    names[type as EventType];
const decided =
  (by: EventType): Kind['outcomeOf'] =>
  (type, { decision }) =>
    type === by ? DECISIONS[decision as keyof typeof DECISIONS] : undefined;

/** In the order of the procedure. */
const KINDS: readonly Kind[] = [
  { name: '简易办理', rule: 'handlingSimple', outcomeOf: named({ FALL_BACK: '转入普通程序' }) },
  { name: '协办', begins: 'ADD_PARTY', rule: 'parts', outcomeOf: named({ SUBMIT_PART: '提交', EXCUSE_PART: '免除' }) },
  {
    name: '调解',
    begins: 'START_MEDIATION',
    outcomeOf: named({ SETTLE: '达成协议', FAIL_MEDIATION: '调解不成' }),
  },
  { name: '交办反馈', rule: 'report', outcomeOf: named({ REPORT_BACK: '已反馈' }) },
  { name: '落实意见', rule: 'execution', outcomeOf: named({ RECORD_EXECUTION: '已落实' }) },
  { name: '二次办理', rule: 'rework', outcomeOf: () => undefined },
  { name: '复查', begins: 'REQUEST_REVIEW', rule: 'review', outcomeOf: decided('DECIDE_REVIEW') },
  { name: '复核', begins: 'REQUEST_RECHECK', rule: 'recheck', outcomeOf: decided('DECIDE_RECHECK') },
  { name: '听证', begins: 'OPEN_HEARING', outcomeOf: named({ CLOSE_HEARING: '已结束' }) },
  { name: '督办', begins: 'SUPERVISE', rule: 'supervision', outcomeOf: named({ ANSWER_SUPERVISION: '已反馈' }) },
  { name: '恢复办理', begins: 'REOPEN', outcomeOf: () => undefined },
];

interface Case {
  readonly context: PetitionContext;
  readonly history: readonly HistoryEntry[];
}

/** The ways that one petition took. */
export function waysOf({ context: { clocks }, history }: Case, end: Instant): Way[] {
  const acts = history.filter(({ kind }) => kind === 'event').map(({ event }) => event);
  return KINDS.map(({ name, begins, rule, outcomeOf }) => {
    const timed = clocks.filter((clock) => clock.rule === rule);
    const words = acts.flatMap(({ type, data }) => outcomeOf(type, data as Record<string, unknown>) ?? []);
    return {
      name,
      count: begins ? acts.filter(({ type }) => type === begins).length : timed.length,
      onTime: timed.map((clock) => inTime(clock, end)).reduce(added, none()),
      outcomes: counted(words.map((word) => [word, 1])),
    };
  });
}

export function addedWays(all: readonly Way[], more: readonly Way[]): Way[] {
  return more.map(({ name, count, onTime, outcomes }, index) => {
    const before = all[index];
    if (!before) return { name, count, onTime, outcomes };
    return {
      name,
      count: before.count + count,
      onTime: added(before.onTime, onTime),
      outcomes: counted([...before.outcomes, ...outcomes]),
    };
  });
}

/** What fell away, and what is not due yet, is in no denominator. */
function inTime({ status, dueAt }: CaseClock, end: Instant): Share {
  if (status === 'cancelled' || (status !== 'met' && status !== 'breached' && dueAt > end)) return none();
  return share(status === 'met');
}

function counted(words: readonly (readonly [word: string, times: number])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word, times] of words) counts.set(word, (counts.get(word) ?? 0) + times);
  return counts;
}
