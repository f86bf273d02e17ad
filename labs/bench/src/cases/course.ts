import type { Instant } from '@huiyin/domain';
import type { EventType, RegisterPetition } from '@huiyin/workflow/contract';
import type { Act, Desk } from './desk.ts';

export const DAY_MS = 86_400_000;

type Who = 'office' | 'handler' | 'leader' | 'visitor';

/** What is done with a case, and how many days after its registration. */
export interface Step {
  readonly day: number;
  readonly who: Who;
  readonly type: EventType;
  readonly data: object;
}

export function step(day: number, who: Who, type: EventType, data: object = {}): Step {
  return { day, who, type, data };
}

const OPINION = { request: '诉求', facts: '事实和理由', decision: '处理意见', legalBasis: '有关规定' };

/** Days after the registration. */
export type Days = Readonly<
  Record<'accepted' | 'transferred' | 'noticed' | 'heard' | 'investigated' | 'opinion' | 'approved' | 'served', number>
>;

interface Manner {
  /** Who handles it. */
  readonly unit: string;
  readonly outcome?: 'support' | 'adopt';
  /** Nobody can be told whose name is not known: the reply is put on file. */
  readonly anonymous?: boolean;
}

/** The ordinary way of a case up to the service of its opinion. */
export function courseToService(day: Days, { unit, outcome = 'support', anonymous = false }: Manner): readonly Step[] {
  return [
    step(day.accepted, 'office', 'ACCEPT'),
    step(day.transferred, 'office', 'TRANSFER', { unit, mode: 'transfer' }),
    step(day.noticed, 'handler', 'GIVE_NOTICE', { method: anonymous ? 'notOwed' : 'electronic' }),
    step(day.heard, 'handler', 'HEAR', { method: 'inPerson', summary: '信访人到场陈述了事实和理由' }),
    step(day.investigated, 'handler', 'INVESTIGATE', { findings: '已到现场核实' }),
    step(day.opinion, 'handler', 'ISSUE_OPINION', { outcome, ...OPINION }),
    step(day.approved, 'leader', 'APPROVE_OPINION'),
    step(day.served, 'handler', 'SERVE', { method: anonymous ? 'onFile' : 'inPerson', receipt: 'signed' }),
  ];
}

export function followedUp(day: number): Step {
  return step(day, 'visitor', 'RECORD_FOLLOW_UP', { method: 'phone', result: 'satisfied' });
}

export function isAnonymous({ petitioner }: RegisterPetition): boolean {
  return petitioner.name === '匿名';
}

export interface Told {
  readonly form: RegisterPetition;
  readonly registeredAt: Instant;
  readonly office: string;
  /** Who handles it. */
  readonly unit: string;
  readonly steps: readonly Step[];
  /** What would happen later has not happened yet. */
  readonly until: Instant;
}

/** One case, from its registration through its steps. @returns its id */
export async function tell(desk: Desk, { form, registeredAt, office, unit, steps, until }: Told): Promise<string> {
  const id = await desk.register(form, registeredAt, office);
  const acts = steps.map(({ day, who, type, data }): Act => {
    const by = { account: who, unit: who === 'office' ? office : unit };
    return { at: registeredAt + day * DAY_MS, type, data, by };
  });
  for (const act of acts.filter(({ at }) => at <= until)) await desk.act(id, act);
  return id;
}
