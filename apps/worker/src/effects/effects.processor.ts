import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { QUEUES, withLogContext } from '@huiyin/runtime';
import type { Job } from 'bullmq';
import { Mailer } from '../mail/mailer.ts';
import { Outbox } from './outbox.ts';

/** Hears the doorbell "something is owed". What is owed, the database says. */
@Processor(QUEUES.effects)
export class EffectsProcessor extends WorkerHost {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Mailer) private readonly mailer: Mailer,
  ) {
    super();
  }

  override process(job: Job): Promise<void> {
    return withLogContext({ job: `effects/${job.id}` }, async () => {
      await this.outbox.drain();
      await this.mailer.drain();
    });
  }
}
