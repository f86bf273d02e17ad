import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import { ENGINE, Metrics, QUEUES } from '@huiyin/platform';
import type { Engine } from '@huiyin/workflow';
import { Chunks } from '../upkeep/chunks.ts';
import { Setbacks } from '../upkeep/setbacks.ts';

/** Cases stepped by one statement. */
const CHUNK = 250;

const WORDS = {
  passes: 'case could not be stepped just now',
  stays: 'case set aside',
  stillStays: 'case is still set aside',
};

/** Fires whatever is due until nothing is. Any number of these may run side by side. */
@Injectable()
export class Firing implements BeforeApplicationShutdown, OnModuleDestroy {
  private readonly chunks = new Chunks(() => this.fireChunk());

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(Metrics) private readonly metrics: Pick<Metrics, 'timersFired' | 'latenessSeconds'>,
    @Inject(Setbacks) private readonly setbacks: Setbacks,
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
    for (const failure of fired.failures) {
      this.setbacks.tell(QUEUES.timers, failure, { caseId: failure.caseId }, WORDS);
    }
    return fired.more;
  }
}
