import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from '../system/system.ts';
import type { ClockMover } from '../time/clock-mover.ts';
import { forget } from './forget.ts';
import type { Planned } from './schedule.ts';

/** A process is left in peace for its first moments of work; longer, when it was another one's turn. @unit milliseconds */
const AT_WORK_MS = { wanted: 400, instead: 3_000 };
/** How long the hand waits for one that is at work. @unit milliseconds */
const PATIENCE_MS = 1_500;

/** How often each process was hit. */
export type Hits = Record<string, number>;

/** What was done to the system so far. */
export interface Deeds {
  readonly kills: Hits;
  readonly pauses: Hits;
  readonly stops: Hits;
  forgotten: number;
  leaps: number;
  /** Blows that met nobody. */
  nobody: number;
}

/** Carries out the schedule on the living system. Where the chosen process is not there to be hit, the next one is. */
export class Hand {
  readonly deeds: Deeds = { kills: {}, pauses: {}, stops: {}, forgotten: 0, leaps: 0, nobody: 0 };
  private readonly paused = new Set<string>();

  /** @param say called before each act */
  constructor(
    private readonly system: System,
    private readonly clock: ClockMover,
    private readonly say: () => void,
  ) {}

  async run(acts: readonly Planned[], durationMs: number, signal: AbortSignal): Promise<void> {
    const begin = Date.now();
    for (const act of acts) {
      if (Date.now() - begin > durationMs) return; // it was held up
      await sleep(Math.max(0, begin + act.at - Date.now()), null, { signal });
      this.say();
      await this.carryOut(act);
    }
  }

  /** Lets whatever is paused go on. */
  async release(): Promise<void> {
    await Promise.all([...this.paused].map((name) => this.resume(name)));
  }

  private async carryOut({ act, whom, forMs, leapMs }: Planned): Promise<void> {
    if (act === 'forget') return this.forget();
    if (act === 'clock') return this.leap(leapMs);
    const name = await this.whoIsThere(whom, act);
    if (name === null) this.deeds.nobody++;
    else if (act === 'kill') await this.kill(name);
    else if (act === 'pause') await this.pause(name, forMs);
    else await this.stop(name);
  }

  private async kill(name: string): Promise<void> {
    if ((await this.system.hit(name, 'SIGKILL')) > 0) count(this.deeds.kills, name);
    await this.resume(name); // should the blow have met the one before
  }

  private async pause(name: string, forMs: number): Promise<void> {
    if ((await this.system.hit(name, 'SIGSTOP')) === 0) return;
    count(this.deeds.pauses, name);
    this.paused.add(name);
    setTimeout(() => void this.resume(name), forMs);
  }

  private async resume(name: string): Promise<void> {
    if (this.paused.delete(name)) await this.system.hit(name, 'SIGCONT');
  }

  private async stop(name: string): Promise<void> {
    await this.resume(name);
    await this.system.stop(name);
    count(this.deeds.stops, name);
  }

  private async forget(): Promise<void> {
    if (await forget(this.system.addresses)) this.deeds.forgotten++;
  }

  /** Not waited for: the answer comes when everything due has been fired, which may be never while all is dead. */
  private leap(leapMs: number): void {
    this.deeds.leaps++;
    void this.clock.moveBy(leapMs);
  }

  /**
   * The wanted process if it is at work; else the next one that is, but not PostgreSQL, without which none comes up. An
   * API is never hit while it is coming up, or it would never come to work; a worker is, when there is nobody else.
   */
  private async whoIsThere(whom: string, act: Planned['act']): Promise<string | null> {
    const { processes } = this.system;
    const names = processes.names().sort();
    const from = names.indexOf(whom);
    const others = [...names.slice(from + 1), ...names.slice(0, from)].filter((name) => name !== 'postgres');
    const inTurn = [whom, ...others];
    const isFree = (name: string) => act === 'kill' || !this.paused.has(name);
    const patience = (name: string) => (name === whom ? AT_WORK_MS.wanted : AT_WORK_MS.instead);
    for (const latest = Date.now() + PATIENCE_MS; Date.now() < latest; await sleep(20)) {
      const atWork = inTurn.find((name) => processes.atWorkFor(name) > patience(name) && isFree(name));
      if (atWork !== undefined) return atWork;
    }
    const isUp = (name: string) => processes.pidOf(name) !== null;
    return inTurn.find((name) => name.startsWith('worker') && isUp(name) && isFree(name)) ?? null;
  }
}

function count(hits: Hits, name: string): void {
  hits[name] = (hits[name] ?? 0) + 1;
}
