import { createRegister, rowsBeside, takeApart } from '@huiyin/runtime';
import type { Directory, Register } from '@huiyin/runtime';
import { EventNotAccepted } from '@huiyin/workflow';
import type { CaseRecord, Engine, Outcome, PetitionContext } from '@huiyin/workflow';
import { EVENTS } from '@huiyin/workflow/contract';
import type { z } from 'zod';
import type { Last } from '../office/behaviour.ts';
import type { Act } from '../office/desk.ts';
import { COUNTER } from '../office/staff.ts';
import type { Staff } from '../office/staff.ts';
import type { Arrival } from '../world/arrivals.ts';
import type { Dice } from '../world/dice.ts';
import { lotsOf } from '../world/lots.ts';
import type { SimulatedClock } from './simulated-clock.ts';
import { Unforeseen } from './unforeseen.ts';

interface Town {
  readonly engine: Engine;
  readonly clock: SimulatedClock;
  readonly directory: Directory;
  readonly staff: Staff;
  readonly dice: Dice;
}

/** Where acts become steps of the engine: what the API does, without its HTTP. */
export class Counter {
  private readonly register: Register;

  constructor(private readonly town: Town) {
    this.register = createRegister(town);
  }

  async open(arrival: Arrival): Promise<Last> {
    const { matter, channel, receivedOn, registeredAt: at } = arrival;
    const lots = lotsOf(arrival, this.town.dice);
    const form = { ...matter.form, channel, receivedOn };
    const done = await this.town.clock.at(at, () => this.register({ form, lots, by: COUNTER, answer: theRecord }));
    return { record: done.answer, at, refused: false };
  }

  /**
   * Sends the act as whoever may send it. What the chart refuses leaves the case as it was.
   * @throws Unforeseen when it refuses what is allowed, or lets pass what is forbidden
   */
  async act(act: Act, { record }: Last): Promise<Last> {
    const { at, forbiddenBy = [] } = act;
    const answer = await this.send(act, record);
    if (answer instanceof EventNotAccepted) {
      const { refusedBy, state } = answer;
      if (forbiddenBy.length > 0 && refusedBy.join() === forbiddenBy.join()) return { record, at, refused: true };
      const guards = refusedBy.join(', ') || 'the state, which does not know it';
      throw new Unforeseen(record.id, act, `is refused in ${state} by ${guards}`, { cause: answer });
    }
    if (forbiddenBy.length === 0) return { record: answer, at, refused: false };
    throw new Unforeseen(record.id, act, `was let pass, against ${forbiddenBy.join(', ')}`);
  }

  private async send(act: Act, record: CaseRecord): Promise<CaseRecord | EventNotAccepted> {
    const { engine, clock, directory, staff, dice } = this.town;
    const { type, data, at, from } = act;
    const context = record.context as PetitionContext;
    const sender = staff.senderOf(type, context, from);
    if (!sender) throw new Unforeseen(record.id, act, 'may be sent by nobody in the township');
    const parsed = (EVENTS[type].data as z.ZodType).parse(data) as Record<string, unknown>;
    const salt = dice.for('salt', record.id).bytes(record.revision).toString('hex', 0, 16);
    const order = {
      caseId: record.id,
      ...takeApart(type, parsed, salt),
      actor: { account: sender.username, unit: sender.unit.code },
      answer: theRecord,
      also: (outcome: Outcome) => rowsBeside(context, outcome.record.context as PetitionContext, directory),
    };
    try {
      return (await clock.at(at, () => engine.advance(order))).answer;
    } catch (error) {
      if (error instanceof EventNotAccepted) return error;
      throw error;
    }
  }
}

function theRecord({ record }: Outcome): CaseRecord {
  return record;
}
