import { Inject, Injectable } from '@nestjs/common';
import { ENGINE, LOGGER, Metrics } from '@huiyin/runtime';
import type { Engine } from '@huiyin/workflow';
import type { Logger } from 'pino';

/** Cases stepped by one statement. */
const CHUNK = 250;

/** Fires whatever is due until nothing is. Any number of these may run side by side. */
@Injectable()
export class Firing {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async drain(): Promise<void> {
    for (let more = true; more;) {
      const fired = await this.engine.fireDue(CHUNK);
      this.metrics.timersFired.inc(fired.lateness.length);
      for (const ms of fired.lateness) this.metrics.latenessSeconds.observe(ms / 1000);
      for (const { caseId, error } of fired.failures) this.logger.error({ caseId, err: error }, 'case set aside');
      more = fired.more;
    }
  }
}
