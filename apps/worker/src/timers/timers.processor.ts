import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { LOGGER, QUEUES, withLogContext } from '@huiyin/platform';
import type { Job } from 'bullmq';
import type { Logger } from 'pino';
import { Listener } from '../upkeep/listener.ts';
import { Firing } from './firing.ts';

/** Hears the doorbell "something is due". What is due, the database says. */
@Processor(QUEUES.timers)
export class TimersProcessor extends Listener {
  constructor(
    @Inject(Firing) private readonly firing: Firing,
    @Inject(LOGGER) logger: Logger,
  ) {
    super(logger);
  }

  override process(job: Job): Promise<void> {
    return withLogContext({ job: `timers/${job.id}` }, () => this.firing.drain());
  }
}
