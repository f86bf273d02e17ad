import { dateOf } from '@huiyin/domain';
import { APPLY_CALENDAR, auditCase, EventNotAccepted, PETITION, petitionRegistry, sealed } from '@huiyin/workflow';
import type {
  CaseRecord,
  HistoryEntry,
  PetitionContext,
  PetitionFacts,
  PetitionInput,
  PetitionLaw,
} from '@huiyin/workflow';
import { apart, EVENTS } from '@huiyin/workflow/contract';
import type { EventType, Sender } from '@huiyin/workflow/contract';
import { applyEvent, nextDue, openCase, settleDue } from '../../libs/workflow/src/engine/step.ts';
import type { Moved } from '../../libs/workflow/src/engine/model.ts';
import { amendCase } from '../../libs/workflow/src/engine/amendment.ts';
import { CALENDARS } from './calendars.ts';

/** Cases count with the first calendar, until they are told otherwise. */
export const registry = petitionRegistry([...CALENDARS]);
export const petition = registry.of({ machineId: PETITION.id, machineVersion: PETITION.version });

/** The people of these tests. */
export const PEOPLE = {
  intake: { account: 'll.xfb', unit: 'ys-qh-ll-xfb' },
  handler: { account: 'll.zrs', unit: 'ys-qh-ll-zrs' },
  coHandler: { account: 'll.rsz', unit: 'ys-qh-ll-rsz' },
  leader: { account: 'll.mayor', unit: 'ys-qh-ll' },
  visitor: { account: 'll.jw', unit: 'ys-qh-ll-jw' },
  /** Decides for the unit above the handling unit. */
  reviewer: { account: 'll.secretary', unit: 'ys-qh-ll' },
  supervisor: { account: 'qh.director', unit: 'ys-qh-xfj' },
} as const;
export type Person = keyof typeof PEOPLE;

/** Units as the stories need them: who handles, who handles along, and those above them. */
export const UNITS = {
  lead: 'ys-qh-ll-zrs',
  co: 'ys-qh-ll-rsz',
  another: 'ys-qh-ll-nyb',
  above: 'ys-qh-ll',
  top: 'ys-qh',
};

/** Null: by the first of the event's roles. */
const USUAL: Readonly<Record<Sender, Person | null>> = {
  ...{ owesPart: 'coHandler', superior: 'reviewer', organ: 'reviewer' },
  ...{ registrar: null, unit: null, unitOrRegistrar: null, unitOrOrgan: null, takesPart: null },
  ...{ recommended: null, followUp: null, overseers: null },
};

/** Who usually sends an event. */
export function senderOf(type: EventType): Person {
  // Whoever has decided the review does not decide the recheck.
  if (type === 'DECIDE_RECHECK') return 'supervisor';
  const { sender, roles } = EVENTS[type];
  const [role] = roles;
  if (role === 'follow-up') return 'visitor';
  const usual = role === 'handler' || role === 'leader' || role === 'supervisor' ? role : 'intake';
  return USUAL[sender] ?? usual;
}

/** The same words get the same seal, so that the same story gets the same history. */
export const SALT = '00';

export function facts(given: Given = {}, receivedOn = '2026-03-02'): PetitionInput['data'] {
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
    ...(given.accusedUnits && { accused: given.accusedUnits.map((unit) => ({ unit })) }),
  };
}

/** One case on the chart alone: no database, its own time. Immutable; every step gives a new one. */
export class ACase {
  private constructor(
    readonly record: CaseRecord,
    readonly history: readonly HistoryEntry[],
    readonly now: number,
  ) {}

  /** Registered at ten in the morning in Shanghai unless told otherwise. @param words about persons, which are sealed */
  static registered(on = '2026-03-02', given: Given = {}, id = 'a-case', words: Words = {}): ACase {
    const now = Date.parse(`${on}T10:00:00+08:00`);
    const { event } = sealed({ type: 'REGISTER', data: facts(given, given.receivedOn ?? on), personal: words }, SALT);
    const moved = openCase(petition, id, { event, actor: PEOPLE.intake, now });
    return new ACase(moved.record, moved.entries, now);
  }

  /** @throws EventNotAccepted */
  send(type: EventType, data: object = {}, by: Person = senderOf(type)): ACase {
    const parsed = EVENTS[type].data.parse({ ...EVENTS[type].example, ...data }) as Record<string, unknown>;
    const { event } = sealed(apart(type, parsed), SALT);
    return this.moved(applyEvent(petition, this.record, { event, actor: PEOPLE[by], now: this.now }), this.now);
  }

  /** By another calendar, from now on. */
  countWith(calendar: string): ACase {
    const event = { type: APPLY_CALENDAR, data: { calendar } };
    const said = { event, actor: PEOPLE.supervisor, now: this.now };
    return this.moved(amendCase(registry, this.record, said), this.now);
  }

  /** Why an event is not accepted: the names of the guards that say no, or that the state does not know it. */
  refusal(type: EventType, data: object = {}, by: Person = senderOf(type)): readonly string[] {
    try {
      this.send(type, data, by);
    } catch (error) {
      if (error instanceof EventNotAccepted) return error.refusedBy.length > 0 ? error.refusedBy : ['unknown here'];
      throw error;
    }
    throw new Error(`${type} was accepted in ${this.state}`);
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

  /** Lets time pass while nobody fires what falls due. @unit calendar days */
  sleep(days: number): ACase {
    return new ACase(this.record, this.history, this.now + days * 86_400_000);
  }

  /** To the next thing that happens by itself. */
  untilNext(): ACase {
    const due = nextDue(this.record);
    if (!due) throw new Error('nothing is waiting');
    return this.until(Math.max(due.dueAt, this.now));
  }

  get context(): PetitionContext {
    return this.record.context;
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

  private moved({ record, entries }: Moved<PetitionContext>, now: number): ACase {
    return new ACase(record, [...this.history, ...entries], now);
  }
}

type Given = Partial<PetitionFacts & PetitionLaw>;
type Words = Readonly<Record<string, unknown>>;

/** The ordinary path up to a place on it, all on one day; later places wait for no longer than they must. */
export const paths = {
  accepted: (on?: string, given?: Given) => ACase.registered(on, given).send('ACCEPT'),
  transferred: (on?: string, given?: Given) => paths.accepted(on, given).send('TRANSFER', { unit: UNITS.lead }),
  handling: (on?: string, given?: Given) => paths.transferred(on, given).send('GIVE_NOTICE'),
  examined: (on?: string, given?: Given) => paths.handling(on, given).send('HEAR').send('INVESTIGATE'),
  opinion: (on?: string, given?: Given, data?: object) => paths.examined(on, given).send('ISSUE_OPINION', data),
  approved: (on?: string, given?: Given, data?: object) => paths.opinion(on, given, data).send('APPROVE_OPINION'),
  served: (on?: string, given?: Given, data?: object) => paths.approved(on, given, data).send('SERVE'),
  reviewing: (on?: string) => paths.served(on).send('REQUEST_REVIEW', { organ: UNITS.above }),
  reviewed: (on?: string) => paths.reviewing(on).send('DECIDE_REVIEW'),
  rechecking: (on?: string) => paths.reviewed(on).send('REQUEST_RECHECK', { organ: UNITS.top }),
  simple: (on?: string, given?: Given) =>
    ACase.registered(on, given).send('ACCEPT', { procedure: 'simple' }).send('TRANSFER', { unit: UNITS.lead }),
  merged: (on?: string, given?: Given) => ACase.registered(on, given).send('MERGE', { into: OTHER }),
};

/** Another petition. */
export const OTHER = '00000000-0000-7000-8000-000000000001';
