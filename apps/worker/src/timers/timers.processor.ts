import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { QUEUES, withLogContext } from '@huiyin/runtime';
import type { Job } from 'bullmq';
import { Firing } from './firing.ts';

/** Hears the doorbell "something is due". What is due, the database says. */
@Processor(QUEUES.timers)
export class TimersProcessor extends WorkerHost {
  constructor(@Inject(Firing) private readonly firing: Firing) {
    super();
  }

  override process(job: Job): Promise<void> {
    return withLogContext({ job: `timers/${job.id}` }, () => this.firing.drain());
  }
}
