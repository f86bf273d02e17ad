import { dateOf } from '@huiyin/domain';
import { auditCase, petitionRegistry } from '@huiyin/workflow';
import type { CaseRecord, Definition, HistoryEntry, PetitionContext } from '@huiyin/workflow';
import type { PetitionFacts } from '@huiyin/workflow';
import { EVENTS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import { takeApart } from '@huiyin/runtime';
import { applyEvent, nextDue, openCase, settleDue } from '../../libs/workflow/src/engine/step.ts';
import type { Moved } from '../../libs/workflow/src/engine/step.ts';

export const registry = petitionRegistry();
export const petition: Definition = registry.latest('petition');

/** The people of these tests. */
export const PEOPLE = {
  intake: { account: 'll.xfb', unit: 'ys-qh-ll-xfb' },
  handler: { account: 'll.zrs', unit: 'ys-qh-ll-zrs' },
  leader: { account: 'll.mayor', unit: 'ys-qh-ll' },
  visitor: { account: 'll.jw', unit: 'ys-qh-ll-jw' },
} as const;
export type Person = keyof typeof PEOPLE;

/** Who usually sends an event. */
export function senderOf(type: EventType): Person {
  const [role] = EVENTS[type].roles;
  if (role === 'follow-up') return 'visitor';
  return role === 'handler' || role === 'leader' ? role : 'intake';
}

export function facts(given: Partial<PetitionFacts> = {}, receivedOn = '2026-03-02'): PetitionFacts {
  return {
    channel: 'visit',
    purpose: 'appeal',
    receivedOn,
    place: 'ys-qh-ll-hy',
    groupSize: 1,
    confidential: false,
    contactable: true,
    accusedUnits: [],
    ...given,
  };
}

/** One case on the chart alone: no database, its own time. Immutable; every step gives a new one. */
export class ACase {
  private constructor(
    readonly record: CaseRecord,
    readonly history: readonly HistoryEntry[],
    readonly now: number,
  ) {}

  /** Registered at ten in the morning in Shanghai unless told otherwise. */
  static registered(on = '2026-03-02', given: Partial<PetitionFacts> = {}): ACase {
    const now = Date.parse(`${on}T10:00:00+08:00`);
    const event = { type: 'REGISTER', data: facts(given, given.receivedOn ?? on) };
    const moved = openCase(petition, 'a-case', { event, actor: PEOPLE.intake, now });
    return new ACase(moved.record, moved.entries, now);
  }

  /** @throws EventNotAccepted */
  send(type: EventType, data: object = {}, by: Person = senderOf(type)): ACase {
    const parsed = EVENTS[type].data.parse({ ...EVENTS[type].example, ...data }) as Record<string, unknown>;
    const { event } = takeApart(type, parsed);
    return this.moved(applyEvent(petition, this.record, { event, actor: PEOPLE[by], now: this.now }), this.now);
  }

  /** Lets time pass, firing what falls due on the way. */
  until(instant: number | string): ACase {
    const now = typeof instant === 'number' ? instant : Date.parse(instant);
    return this.moved(settleDue(petition, this.record, now, now), now);
  }

  /** @unit calendar days */
  wait(days: number): ACase {
    return this.until(this.now + days * 86_400_000);
  }

  /** To the next thing that happens by itself. */
  untilNext(): ACase {
    const due = nextDue(this.record);
    if (!due) throw new Error('nothing is waiting');
    return this.until(Math.max(due.dueAt, this.now));
  }

  get context(): PetitionContext {
    return this.record.context as PetitionContext;
  }

  get today(): string {
    return dateOf(this.now);
  }

  get columns() {
    const snapshot = petition.machine.resolveState({ value: this.record.value, context: this.record.context });
    return petition.view(snapshot);
  }

  get state(): string {
    return this.columns.state;
  }

  clock(name: string) {
    const clock = this.context.clocks.find((each) => each.name === name);
    if (!clock) throw new Error(`no clock ${name}`);
    return clock;
  }

  /** Alerts so far, as `kind level @date`. */
  get alerts(): string[] {
    return this.history.flatMap((entry) =>
      entry.actions.effects.map(({ payload }) => {
        const { kind, level, clock } = payload as { kind: string; level: number; clock: string };
        return `${kind}${level} ${clock} ${dateOf(entry.at)}`;
      }),
    );
  }

  /** What the audit would say of this case. */
  audit() {
    const armedRows = Object.entries(this.record.armed).map(([name, { dueAt }]) => ({ name, dueAt }));
    const columns = { ...this.columns, wakeAt: nextDue(this.record)?.dueAt ?? null };
    const { record, history } = this;
    return auditCase(registry, { record, history, armedRows, columns, personal: new Map() });
  }

  private moved({ record, entries }: Moved, now: number): ACase {
    return new ACase(record, [...this.history, ...entries], now);
  }
}

/** The ordinary path up to a place on it. */
export const paths = {
  transferred: (on?: string, given?: Partial<PetitionFacts>) =>
    ACase.registered(on, given).send('ACCEPT').send('TRANSFER', { unit: 'ys-qh-ll-zrs' }),
  handling: (on?: string, given?: Partial<PetitionFacts>) => paths.transferred(on, given).send('GIVE_NOTICE'),
  opinion: (on?: string) => paths.handling(on).send('HEAR').send('INVESTIGATE').send('ISSUE_OPINION'),
  served: (on?: string) => paths.opinion(on).send('APPROVE_OPINION').send('SERVE'),
};
