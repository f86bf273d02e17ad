import type { Clock, Committed } from '@huiyin/workflow';
import type { Instant } from '@huiyin/domain';
import type { Queue } from 'bullmq';
import type { Logger } from 'pino';
import { QUEUES } from './backend.ts';
import type { QueueName } from './backend.ts';

/** Jobs for one moment share one: as many deadlines as may fall into a bucket, the queue holds one job for it. @unit milliseconds */
const BUCKET_MS = 100;

export interface DoorbellOptions {
  readonly queues: Readonly<Record<QueueName, Queue>>;
  readonly clock: Clock;
  readonly virtual: boolean;
  /** Deadlines further away get their job from the worker's planning. @unit milliseconds */
  readonly horizonMs: number;
  readonly logger: Logger;
}

/**
 * Tells the workers that something is due, now or soon. A lost ring loses nothing: the sweep looks without being told.
 * A job runs no earlier than the end of the bucket it is named after, so whatever was committed when it was announced
 * is there to be found; a ring for a job that already runs gets a later bucket.
 */
export class Doorbell {
  /** Whether the last ring was heard. An outage is reported when it begins and when it ends, not at every ring. */
  private heard = true;

  constructor(private readonly options: DoorbellOptions) {
    for (const queue of Object.values(options.queues)) queue.on('error', this.unheard);
  }

  /** Never throws and is not waited for: the step is committed already. */
  announce = ({ wakeAt, effects }: Committed): void => {
    void this.ringFor(wakeAt).catch(this.unheard);
    if (effects > 0) void this.ring(QUEUES.effects, 0);
  };

  /** Makes sure that each moment within the horizon has its job. */
  async ringFor(moments: readonly Instant[]): Promise<void> {
    if (moments.length === 0) return;
    const now = await this.options.clock.now();
    const waits = moments.map((at) => Math.max(0, at - now)).filter((wait) => wait <= this.options.horizonMs);
    // Virtual time stands still: only what is due already can become due without somebody moving the clock.
    const reachable = this.options.virtual ? waits.filter((wait) => wait === 0) : waits;
    await Promise.all(distinctBuckets(reachable).map((wait) => this.ring(QUEUES.timers, wait)));
  }

  /** Resolves whether or not the ring was heard. */
  async ring(queue: QueueName, waitMs: number): Promise<void> {
    const now = Date.now();
    const bucket = bucketOf(now + waitMs);
    const delay = Math.max(0, bucket - now);
    const job = { jobId: `ring-${bucket}-ms`, delay, removeOnComplete: true, removeOnFail: true };
    try {
      await this.options.queues[queue].add('ring', null, job);
      if (!this.heard) this.options.logger.info('the doorbell is heard again');
      this.heard = true;
    } catch (error) {
      this.unheard(error as Error);
    }
  }

  /** @throws when the queue's server does not answer */
  async probe(): Promise<void> {
    await this.options.queues.timers.count();
  }

  /** At once, whether or not the server is there: a ring on its way may be lost. */
  async close(): Promise<void> {
    await Promise.all(Object.values(this.options.queues).map((queue) => queue.getBackend().close(true)));
  }

  private unheard = (error: Error): void => {
    if (this.heard)
      this.options.logger.warn({ err: error }, 'the doorbell is not heard; the sweep will find what is due');
    this.heard = false;
  };
}

function distinctBuckets(waits: readonly number[]): number[] {
  return [...new Set(waits.map((wait) => Math.ceil(wait / BUCKET_MS) * BUCKET_MS))];
}

/** The end of the bucket that holds a moment, epoch milliseconds. */
function bucketOf(at: number): number {
  return (Math.floor(at / BUCKET_MS) + 1) * BUCKET_MS;
}
