import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import { ENGINE, LOGGER, Metrics } from '@huiyin/platform';
import type { Engine } from '@huiyin/workflow';
import type { Logger } from 'pino';
import { Chunks } from '../upkeep/chunks.ts';

/** Cases stepped by one statement. */
const CHUNK = 250;

/** Fires whatever is due until nothing is. Any number of these may run side by side. */
@Injectable()
export class Firing implements BeforeApplicationShutdown, OnModuleDestroy {
  private readonly chunks = new Chunks(() => this.fireChunk());

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  drain(): Promise<void> {
    return this.chunks.drain();
  }

  onModuleDestroy(): void {
    this.chunks.stop();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.chunks.idle();
  }

  private async fireChunk(): Promise<boolean> {
    const fired = await this.engine.fireDue(CHUNK);
    this.metrics.timersFired.inc(fired.lateness.length);
    for (const ms of fired.lateness) this.metrics.latenessSeconds.observe(ms / 1000);
    for (const { caseId, error } of fired.failures) this.logger.error({ caseId, err: error }, 'case set aside');
    return fired.more;
  }
}
