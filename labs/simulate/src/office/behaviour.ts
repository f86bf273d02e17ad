import { dateOf } from '@huiyin/domain';
import type { Instant } from '@huiyin/domain';
import type { Dice, Staff } from '@huiyin/lab-kit';
import type { CaseRecord, PetitionRegistry } from '@huiyin/workflow';
import type { Arrival } from '../world/arrivals.ts';
import { lotsOf } from '../world/lots.ts';
import { closed } from './closed.ts';
import { firstOf } from './desk.ts';
import type { Act, Desk, Hand } from './desk.ts';
import { execute, rate, reportBack, reportUrgent, submitPart } from './duties.ts';
import { handle, holdHearing, mediate, receive } from './handling-unit.ts';
import { answerRecommendation, answerSupervision, recommend, supervise, urge } from './oversight.ts';
import { arbitrate, correct, decideObjection, examine, lookAtSupplement, transfer } from './petition-office.ts';
import { remedy } from './remedy.ts';
import { approve, followUp, serve } from './reply.ts';

/** Beginnings of the chart's state paths, and who is to do something in them. */
const DESKS: readonly (readonly [string, Hand])[] = [
  ['acceptance.registered', examine],
  ['acceptance.awaitingSupplement', lookAtSupplement],
  ['routing.transferring', transfer],
  ['routing.noticing', firstOf(correct, receive)],
  ['routing.objecting', decideObjection],
  ['routing.arbitrating', arbitrate],
  ['handling.working', handle],
  ['handling.mediating', mediate],
  ['handling.hearing', holdHearing],
  ['reply.approving', approve],
  ['reply.serving', serve],
  ['followUp', followUp],
  ['closed', closed],
];

/** Who may have something to do beside that, wherever the case lies. */
const BESIDE: readonly Hand[] = [
  ...[remedy, execute, reportBack, submitPart, rate, reportUrgent],
  ...[urge, supervise, answerSupervision, recommend, answerRecommendation],
];

/** What happened last with a case. */
export interface Last {
  readonly record: CaseRecord;
  readonly at: Instant;
  readonly refused: boolean;
}

/** The people of the township at work. Pure: the same case at the same point gets the same act. */
export class Behaviour {
  constructor(
    private readonly registry: PetitionRegistry,
    private readonly staff: Staff,
    private readonly units: readonly string[],
    private readonly dice: Dice,
  ) {}

  /** What happens to a case next, as far as people have a hand in it. Whatever it says, the chart has the last word. */
  next(arrival: Arrival, last: Last): Act | null {
    const { path } = this.registry.of(last.record).placeOf(last.record.value);
    const [, atDesk] = DESKS.find(([beginning]) => path.startsWith(beginning)) ?? [];
    const desk = this.deskOf(arrival, last);
    const planned = [...(atDesk ? [atDesk] : []), ...BESIDE].flatMap((hand) => hand(desk) ?? []);
    const first = planned.reduce<Act | null>((sooner, act) => (sooner && sooner.at <= act.at ? sooner : act), null);
    return first ? { ...first, at: Math.max(first.at, last.at) } : null;
  }

  private deskOf(arrival: Arrival, { record, at: now, refused }: Last): Desk {
    const { staff, units, dice } = this;
    const context = record.context;
    const officeOf = (unit: string) => dice.for('office', unit);
    return {
      ...{ arrival, context, now, refused, staff, units, officeOf },
      revision: record.revision,
      repeats: this.earlier(arrival),
      dice: dice.for('case', arrival.number),
      office: officeOf(context.unit ?? context.registrar),
    };
  }

  /** The petition it repeats, unless that came in on the very same day and may still lie unregistered. */
  private earlier({ before, registeredAt }: Arrival): string | null {
    const isThere = before !== null && dateOf(before.registeredAt) < dateOf(registeredAt);
    return isThere ? lotsOf(before, this.dice).caseId : null;
  }
}
