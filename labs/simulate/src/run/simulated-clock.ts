import { AsyncLocalStorage } from 'node:async_hooks';
import type { Instant } from '@huiyin/domain';
import type { Clock } from '@huiyin/workflow';

/** A clock that shows each piece of work the time it was given: offices work side by side, each at its own minute. */
export class SimulatedClock implements Clock {
  private readonly time = new AsyncLocalStorage<Instant>();

  at<T>(instant: Instant, work: () => Promise<T>): Promise<T> {
    return this.time.run(instant, work);
  }

  now(): Instant {
    const instant = this.time.getStore();
    if (instant === undefined) throw new Error('somebody looked at the clock outside of the simulated time');
    return instant;
  }
}
