import { addDays, daysBetween } from '@huiyin/domain';
import type { Instant, LocalDate } from '@huiyin/domain';
import type { Dice } from '@huiyin/lab-kit';
import type { Committed, Engine } from '@huiyin/workflow';
import type { SimulatedClock } from './simulated-clock.ts';

/** Cases stepped by one statement. */
const CHUNK = 250;
/** The worker is down once in so many days, and for how long at most. @unit days */
const OUTAGE = { every: 40, most: 4 };

/** What the worker did. */
export interface Fired {
  readonly timers: number;
  readonly late: number;
  /** @unit milliseconds */
  readonly latest: number;
}

/**
 * Fires what is due, whenever the engine's announcements say that something is. Now and then it is down for days: the
 * timers wait, and whoever acts on a case meanwhile has them fired first.
 */
export class Worker {
  private readonly announced = new Set<Instant>();
  private timers = 0;
  private late = 0;
  private latest = 0;

  constructor(private readonly clock: SimulatedClock) {}

  /** The doorbell. */
  readonly announce = ({ wakeAt }: Committed): void => {
    for (const instant of wakeAt) this.announced.add(instant);
  };

  /** Fires in order of due time whatever was announced for up to now, or all of it together after an outage. */
  async work(engine: Engine, now: Instant, wasDown: boolean): Promise<void> {
    for (let moments = this.rung(now); moments.length > 0; moments = this.rung(now)) {
      for (const moment of moments) this.announced.delete(moment);
      for (const moment of wasDown ? [now] : moments) await this.clock.at(moment, () => this.drain(engine));
    }
  }

  get fired(): Fired {
    return { timers: this.timers, late: this.late, latest: this.latest };
  }

  private rung(now: Instant): Instant[] {
    return [...this.announced].filter((moment) => moment <= now).sort((a, b) => a - b);
  }

  private async drain(engine: Engine): Promise<void> {
    for (let more = true; more;) {
      const { lateness, failures, more: waiting } = await engine.fireDue(CHUNK);
      const [failure] = failures;
      if (failure) throw new Error(`case ${failure.caseId} cannot be stepped`, { cause: failure.error });
      this.timers += lateness.length;
      this.late += lateness.filter((ms) => ms > 0).length;
      this.latest = Math.max(this.latest, ...lateness);
      more = waiting;
    }
  }
}

/** Days on which the worker is down. */
export function outagesOf(from: LocalDate, days: number, dice: Dice): ReadonlySet<LocalDate> {
  const down = new Set<LocalDate>();
  for (let begin = 0; begin < days; begin += OUTAGE.every) {
    const first = addDays(from, begin + dice.between(`begins/${begin}`, 1, OUTAGE.every - OUTAGE.most));
    const length = dice.between(`lasts/${begin}`, 1, OUTAGE.most);
    for (let day = 0; day < length; day++) down.add(addDays(first, day));
  }
  return new Set([...down].filter((day) => daysBetween(from, day) < days));
}
