import type { Clock, Committed } from '@huiyin/workflow';
import type { Instant } from '@huiyin/domain';
import type { Queue } from 'bullmq';
import type { Logger } from 'pino';
import { QUEUES } from './backend.ts';

/** Jobs for one moment share one: as many deadlines as may fall into a bucket, the queue holds one job for it. @unit milliseconds */
const BUCKET_MS = 100;

export interface DoorbellOptions {
  readonly queues: { readonly timers: Queue; readonly effects: Queue };
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
  constructor(private readonly options: DoorbellOptions) {}

  /** Never throws and is not waited for: the step is committed already. */
  announce = ({ wakeAt, effects }: Committed): void => {
    void this.ringFor(wakeAt).catch(this.unheard);
    if (effects > 0) void this.ring(QUEUES.effects, 0).catch(this.unheard);
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

  async ring(queue: keyof typeof QUEUES, waitMs: number): Promise<void> {
    const now = Date.now();
    const bucket = bucketOf(now + waitMs);
    await this.options.queues[queue].add('ring', null, {
      jobId: `ring-${bucket}-ms`,
      delay: Math.max(0, bucket - now),
      removeOnComplete: true,
      removeOnFail: true,
    });
  }

  private unheard = (error: Error): void => {
    this.options.logger.warn({ err: error }, 'the doorbell was not heard; the sweep will find what is due');
  };
}

function distinctBuckets(waits: readonly number[]): number[] {
  return [...new Set(waits.map((wait) => Math.ceil(wait / BUCKET_MS) * BUCKET_MS))];
}

/** The end of the bucket that holds a moment, epoch milliseconds. */
function bucketOf(at: number): number {
  return (Math.floor(at / BUCKET_MS) + 1) * BUCKET_MS;
}
