import type { Dice, Staff } from '@huiyin/lab-kit';
import { Refusal } from '@huiyin/office';
import type { Office } from '@huiyin/office';
import type { CaseRecord } from '@huiyin/workflow';
import type { Last } from '../office/behaviour.ts';
import type { Act } from '../office/desk.ts';
import { sendersOf } from '../office/senders.ts';
import type { Arrival } from '../world/arrivals.ts';
import { lotsOf } from '../world/lots.ts';
import type { SimulatedClock } from './simulated-clock.ts';
import { Unforeseen } from './unforeseen.ts';

interface Town {
  readonly office: Office;
  readonly clock: SimulatedClock;
  readonly staff: Staff;
  readonly dice: Dice;
}

/** Where what people do reaches the office: what the API does, without its HTTP. */
export class Counter {
  constructor(private readonly town: Town) {}

  async open(arrival: Arrival): Promise<Last> {
    const { office, clock, staff, dice } = this.town;
    const { matter, channel, receivedOn, registeredAt: at } = arrival;
    const request = {
      viewer: staff.registrars[0],
      form: { ...matter.form, channel, receivedOn },
      lots: lotsOf(arrival, dice),
    };
    const { petition } = await clock.at(at, () => office.register(request));
    return { record: petition.record, at, refused: false };
  }

  /**
   * Sends the act as whoever may send it. What the chart refuses leaves the case as it was.
   * @throws Unforeseen when it refuses what is allowed, or lets pass what is forbidden
   */
  async act(act: Act, { record }: Last): Promise<Last> {
    const { at, forbiddenBy = [] } = act;
    const answer = await this.send(act, record);
    if (answer instanceof Refusal) {
      const { refusedBy = [], state } = answer.more.members as { refusedBy?: readonly string[]; state?: string };
      if (forbiddenBy.length > 0 && refusedBy.join() === forbiddenBy.join()) return { record, at, refused: true };
      const guards = refusedBy.join(', ') || 'the state, which does not know it';
      throw new Unforeseen(record.id, act, `is refused in ${state} by ${guards}`, { cause: answer });
    }
    if (forbiddenBy.length === 0) return { record: answer, at, refused: false };
    throw new Unforeseen(record.id, act, `was let pass, against ${forbiddenBy.join(', ')}`);
  }

  /** As the first of those who may send it and know of the petition. */
  private async send(act: Act, { id, context, revision }: CaseRecord): Promise<CaseRecord | Refusal> {
    const { office, clock, staff, dice } = this.town;
    const { type, at, from } = act;
    const data = { ...act.data };
    const salt = dice.for('salt', id).bytes(revision).toString('hex', 0, 16);
    for (const viewer of sendersOf(staff, type, context, from)) {
      try {
        const request = { viewer, id, type, data, versions: 'any', salt } as const;
        return (await clock.at(at, () => office.send(request))).petition.record;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.code === 'event-not-accepted') return error;
        if (error.code !== 'not-found') throw new Unforeseen(id, act, `is refused: ${error.message}`, { cause: error });
      }
    }
    throw new Unforeseen(id, act, 'may be sent by nobody in the township who knows of it');
  }
}
