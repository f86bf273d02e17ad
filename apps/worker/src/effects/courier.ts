import { HuiyinError } from '@huiyin/domain';
import { Deliveries } from '@huiyin/office';
import type { Deliverer, Outgoing } from '@huiyin/office';
import { LOGGER, Metrics, POOL } from '@huiyin/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { DELIVERERS } from '../tokens.ts';
import { Chunks } from '../upkeep/chunks.ts';

/** How long a stop waits for what is on its way. @unit milliseconds */
const LAST_POST_MS = 2_000;

/** The program stops before the receiver has answered: another soon takes it up. */
class Stopped extends HuiyinError {
  readonly code = 'STOPPED';
  readonly verdict = 'retry';
}

/** Delivers what leaves the system. Each kind has lanes of its own, so that none waits for a slow receiver of another. */
@Injectable()
export class Courier implements BeforeApplicationShutdown, OnModuleDestroy {
  private readonly deliveries: Deliveries;
  private readonly lanes: readonly Chunks[];
  private readonly stop = new AbortController();

  constructor(
    @Inject(POOL) pool: Pool,
    @Inject(DELIVERERS) private readonly deliverers: readonly Deliverer[],
    @Inject(Metrics) private readonly metrics: Pick<Metrics, 'deliveries'>,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.deliveries = new Deliveries(pool);
    this.lanes = deliverers.flatMap((deliverer) =>
      Array.from({ length: deliverer.policy.lanes }, () => new Chunks(() => this.next(deliverer))),
    );
  }

  /** Resolves when nothing is due any more. */
  async drain(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.drain()));
  }

  /** Lets what is on its way arrive, unless the receiver is slow: then it is sent again. */
  onModuleDestroy(): void {
    for (const lane of this.lanes) lane.stop();
    setTimeout(() => this.stop.abort(new Stopped('the worker stopped')), LAST_POST_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.idle()));
    for (const deliverer of this.deliverers) deliverer.close?.();
  }

  /** @returns whether there may be more */
  private async next(deliverer: Deliverer): Promise<boolean> {
    const { kind, policy } = deliverer;
    const outgoing = await this.deliveries.claim(kind, policy);
    if (!outgoing) return false;
    try {
      const signal = AbortSignal.any([this.stop.signal, AbortSignal.timeout(policy.timeoutMs)]);
      await unlessAborted(deliverer.deliver(outgoing, signal), signal);
    } catch (error) {
      await this.failed(outgoing, deliverer, error as Error);
      return true;
    }
    await this.deliveries.delivered(outgoing);
    this.metrics.deliveries.inc({ kind, outcome: 'delivered' });
    return true;
  }

  private async failed(outgoing: Outgoing, { kind, policy }: Deliverer, error: Error): Promise<void> {
    const isGivenUp = await this.deliveries.failed(outgoing, policy, error);
    const found = { delivery: outgoing.id, kind, attempt: outgoing.attempt, err: error };
    this.logger.warn(found, isGivenUp ? 'delivery given up' : 'delivery failed, will be tried again');
    this.metrics.deliveries.inc({ kind, outcome: isGivenUp ? 'given up' : 'failed' });
  }
}

/** A deliverer that does not heed its signal is not waited for. */
async function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const aborted = new Promise<never>((_, reject) => {
    const give = () => reject(signal.reason as Error);
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
  await Promise.race([work, aborted]);
}
