import { setTimeout as sleep } from 'node:timers/promises';
import { forget } from './forget.mjs';

/** A process is left in peace for its first moments of work; longer, when it was another one's turn. @unit milliseconds */
const AT_WORK_MS = { wanted: 400, instead: 3_000 };
/** How long the hand waits for one that is at work. @unit milliseconds */
const PATIENCE_MS = 1_500;

/** Carries out the schedule on the living system. Where the chosen process is not there to be hit, the next one is. */
export class Hand {
  counts = { kills: {}, pauses: {}, stops: {}, forgotten: 0, leaps: 0, nobody: 0 };
  #paused = new Set();

  constructor({ system, clock, say }) {
    Object.assign(this, { system, clock, say });
  }

  /** @param {ReturnType<import('./schedule.mjs').schedule>} acts */
  async run(acts, { durationMs, signal }) {
    const begin = Date.now();
    for (const act of acts) {
      if (Date.now() - begin > durationMs) return; // it was held up
      await sleep(Math.max(0, begin + act.at - Date.now()), null, { signal });
      this.say(act);
      await this.#do(act);
    }
  }

  /** Lets whatever is paused go on. */
  async release() {
    await Promise.all([...this.#paused].map((name) => this.#resume(name)));
  }

  async #do({ act, whom, forMs, leapMs }) {
    if (act === 'forget') return this.#forget();
    if (act === 'clock') return this.#leap(leapMs);
    const name = await this.#whoIsThere(whom, act);
    if (name === null) this.counts.nobody++;
    else if (act === 'kill') await this.#kill(name);
    else if (act === 'pause') await this.#pause(name, forMs);
    else await this.#stop(name);
  }

  async #kill(name) {
    if ((await this.system.hit(name, 'SIGKILL')) > 0) count(this.counts.kills, name);
    await this.#resume(name); // should the blow have met the one before
  }

  async #pause(name, forMs) {
    if ((await this.system.hit(name, 'SIGSTOP')) === 0) return;
    count(this.counts.pauses, name);
    this.#paused.add(name);
    setTimeout(() => void this.#resume(name), forMs);
  }

  async #resume(name) {
    if (this.#paused.delete(name)) await this.system.hit(name, 'SIGCONT');
  }

  async #stop(name) {
    await this.#resume(name);
    await this.system.stop(name);
    count(this.counts.stops, name);
  }

  async #forget() {
    if (await forget(this.system)) this.counts.forgotten++;
  }

  /** Not waited for: the answer comes when everything due has been fired, which may be never while all is dead. */
  #leap(leapMs) {
    this.counts.leaps++;
    void this.clock.moveBy(leapMs);
  }

  /**
   * The wanted process if it is at work; else the next one that is, but not PostgreSQL, without which none comes up. An
   * API is never hit while it is coming up, or it would never come to work; a worker is, when there is nobody else.
   */
  async #whoIsThere(whom, act) {
    const names = this.system.names().sort();
    const from = names.indexOf(whom);
    const others = [...names.slice(from + 1), ...names.slice(0, from)].filter((name) => name !== 'postgres');
    const inTurn = [whom, ...others];
    const free = (name) => act === 'kill' || !this.#paused.has(name);
    for (const latest = Date.now() + PATIENCE_MS; Date.now() < latest; await sleep(20)) {
      const patience = (name) => (name === whom ? AT_WORK_MS.wanted : AT_WORK_MS.instead);
      const atWork = inTurn.find((name) => this.system.atWorkFor(name) > patience(name) && free(name));
      if (atWork) return atWork;
    }
    return inTurn.find((name) => name.startsWith('worker') && this.system.isUp(name) && free(name)) ?? null;
  }
}

function count(counts, name) {
  counts[name] = (counts[name] ?? 0) + 1;
}
