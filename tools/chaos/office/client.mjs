import { setTimeout as sleep } from 'node:timers/promises';
import { requestOf } from './ledger.mjs';
import { forgedTimer, nextStep, OFFICE, registration } from './procedure.mjs';

/** Between two acts of one client. @unit milliseconds */
const THINKING = [5, 80];

/** Somebody who registers petitions and takes them through the procedure, and remembers every answer. */
export class Client {
  #acts = 0;

  constructor({ name, dice, caller, desk, ledger }) {
    Object.assign(this, { name, dice, caller, desk, ledger });
  }

  /** @param {{ stop: AbortSignal, giveUp: AbortSignal }} signals at `giveUp` even an act that was begun is left unanswered */
  async work({ stop, giveUp }) {
    while (!stop.aborted) {
      const petition = this.desk.isFull || this.dice.chance(0.85) ? this.desk.pick(this.dice) : null;
      const key = `${this.name}-${++this.#acts}`;
      const write = this.ledger.begin({ key, ...this.#intention(petition, key) });
      await this.#carryOut(write, giveUp);
      await this.#learn(write, petition);
      await sleep(this.dice.between(...THINKING));
    }
  }

  #intention(petition, key) {
    const other = this.desk.pick(this.dice)?.id ?? petition?.id;
    const step = petition && (this.dice.chance(0.01) ? forgedTimer(petition) : nextStep(this.dice, petition, other));
    if (!step) return registration(this.dice, key);
    const version = this.dice.chance(0.02) ? petition.version - 1 : petition.version;
    return { ...step, path: `/v1/petitions/${petition.id}/events`, ifMatch: `"${version}"` };
  }

  /** Mostly one request after the other; sometimes the same one twice at once, as an impatient hand clicks. */
  async #carryOut(write, giveUp) {
    const asking = () =>
      this.caller.untilDefinite(requestOf(write), {
        signal: giveUp,
        onAttempt: () => this.ledger.counts.attempts++,
      });
    const together = this.dice.chance(0.05);
    if (together) this.ledger.counts.together++;
    const answers = await Promise.all(together ? [asking(), asking()] : [asking()]);
    for (const answer of answers) if (answer) this.ledger.remember(write, answer);
  }

  async #learn({ answers: [first] }, petition) {
    if (first?.status < 300) return this.desk.learn(first.body);
    if (!petition) return;
    const seen = await this.caller.ask({ user: OFFICE, method: 'GET', path: `/v1/petitions/${petition.id}` });
    if (seen?.status === 200) this.desk.learn(seen.body);
    if (seen?.status === 404) this.desk.drop(petition.id);
  }
}
