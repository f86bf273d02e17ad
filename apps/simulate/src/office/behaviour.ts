import type { Instant } from '@huiyin/domain';
import { statePath } from '@huiyin/workflow';
import type { CaseRecord, PetitionContext } from '@huiyin/workflow';
import type { Arrival } from '../world/arrivals.ts';
import type { Dice } from '../world/dice.ts';
import type { Act, Desk } from './desk.ts';
import { decideObjection, handle, receive } from './handling-unit.ts';
import { correct, examine, lookAtSupplement, transfer } from './petition-office.ts';
import { approve, followUp, serve } from './reply.ts';
import type { Staff } from './staff.ts';

/** Beginnings of the chart's state paths, and who is to do something in them. A case on no desk has ended. */
const DESKS: readonly (readonly [string, (desk: Desk) => Act | null])[] = [
  ['acceptance.registered', examine],
  ['acceptance.awaitingSupplement', lookAtSupplement],
  ['routing.transferring', transfer],
  ['routing.noticing', (desk) => correct(desk) ?? receive(desk)],
  ['routing.objecting', decideObjection],
  ['handling.working', handle],
  ['reply.approving', approve],
  ['reply.serving', serve],
  ['followUp', followUp],
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
    private readonly staff: Staff,
    private readonly units: readonly string[],
    private readonly dice: Dice,
  ) {}

  /** What happens to a case next, as far as people have a hand in it. Whatever it says, the chart has the last word. */
  next(arrival: Arrival, { record, at: now, refused }: Last): Act | null {
    const { path } = statePath(record.value);
    const [, act] = DESKS.find(([beginning]) => path.startsWith(beginning)) ?? [];
    const context = record.context as PetitionContext;
    const { staff, units, dice } = this;
    const planned = act?.({
      ...{ arrival, context, now, refused, staff, units },
      revision: record.revision,
      dice: dice.for('case', arrival.number),
      office: dice.for('office', context.unit ?? context.registrar),
    });
    return planned ? { ...planned, at: Math.max(planned.at, now) } : null;
  }
}
