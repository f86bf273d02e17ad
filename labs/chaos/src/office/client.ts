import { setTimeout as sleep } from 'node:timers/promises';
import type { Dice } from '@huiyin/lab-kit';
import type { AllowedEventsView, PetitionView } from '@huiyin/workflow/contract';
import type { z } from 'zod';
import type { Caller } from './caller.ts';
import type { Desk } from './desk.ts';
import { isDone, requestOf } from './ledger.ts';
import type { Ledger, Write } from './ledger.ts';
import { decide, forgedTimer, registration, step, wishFor } from './procedure.ts';
import type { Intention, Offer } from './procedure.ts';
import type { Town } from './town.ts';

/** Before each act of a client. @unit milliseconds */
const THINKING = [5, 80] as const;
/** Acts on a petition that is there already, while there is room for more. */
const GOES_ON = 0.93;
/** Who tries to fire a timer by hand. */
const FORGES = 0.01;
/** Mostly one request after the other; sometimes the same one twice at once, as an impatient hand clicks. */
const TWICE = 0.05;

/** What all clients share. */
export interface Office {
  readonly town: Town;
  readonly desk: Desk;
  readonly ledger: Ledger;
}

/** Somebody who registers petitions and takes them through the procedure, and remembers every answer. */
export class Client {
  constructor(
    private readonly name: string,
    private readonly office: Office,
    private readonly caller: Caller,
    private readonly dice: Dice,
  ) {}

  /** @param giveUp even an act that was begun is left unanswered then */
  async work({ stop, giveUp }: { stop: AbortSignal; giveUp: AbortSignal }): Promise<void> {
    const { desk, ledger } = this.office;
    for (let acts = 1; !stop.aborted; acts++) {
      const dice = this.dice.for('act', acts);
      await sleep(dice.between('thinks', ...THINKING));
      const key = `${this.name}-${acts}`;
      const petition = desk.isFull || dice.chance('goes on', GOES_ON) ? desk.pick(dice, 'petition') : null;
      const intention = petition ? await this.intentionOn(petition, dice) : registration(key, this.office.town, dice);
      if (!intention) continue;
      const write = { key, ...intention };
      ledger.begin(write);
      await this.carryOut(write, dice.chance('twice', TWICE), giveUp);
      await this.learn(write.key, petition);
    }
  }

  private async intentionOn(petition: PetitionView, dice: Dice): Promise<Intention | null> {
    const { town, desk } = this.office;
    if (dice.chance('forges', FORGES)) return forgedTimer(petition, town);
    const wish = wishFor(petition, town, dice);
    if (!wish) return null;
    const offer = decide(wish, await this.offersTo(wish.user, petition), dice);
    const other = desk.pick(dice, 'other')?.id ?? petition.id;
    return offer && step(wish.user, offer, { dice, town, petition, other });
  }

  /** What somebody may do now: nothing where they may not even look. Null when there is no answer. */
  private async offersTo(user: string, { id }: PetitionView): Promise<readonly Offer[] | null> {
    const answer = await this.caller.ask({ user, method: 'GET', path: `/v1/petitions/${id}/allowed-events` });
    if (!answer || answer.status >= 500) return null;
    return answer.status === 200 ? (answer.body as z.output<typeof AllowedEventsView>).allowed : [];
  }

  private async carryOut(write: Write, isTwice: boolean, giveUp: AbortSignal): Promise<void> {
    const { ledger } = this.office;
    const onAttempt = () => ledger.countAttempt();
    const asking = () => this.caller.untilDefinite(requestOf(write), { signal: giveUp, onAttempt });
    const answers = await Promise.all(isTwice ? [asking(), asking()] : [asking()]);
    for (const answer of answers) if (answer) ledger.remember(write.key, answer);
  }

  /** How the petition stands after a write. */
  private async learn(key: string, petition: PetitionView | null): Promise<void> {
    const { town, desk, ledger } = this.office;
    const first = ledger.firstAnswer(key);
    if (isDone(first)) return desk.learn(first.view);
    if (!petition) return;
    const user = town.staff.registrars[0].username;
    const seen = await this.caller.ask({ user, method: 'GET', path: `/v1/petitions/${petition.id}` });
    if (seen?.status === 200) desk.learn(seen.body as PetitionView);
    if (seen?.status === 404) desk.drop(petition.id);
  }
}
