import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { LOGGER, QUEUES, withLogContext } from '@huiyin/platform';
import type { Job } from 'bullmq';
import type { Logger } from 'pino';
import { Listener } from '../upkeep/listener.ts';
import { Courier } from './courier.ts';
import { Outbox } from './outbox.ts';

/** Hears the doorbell "something is owed". What is owed, the database says. */
@Processor(QUEUES.effects)
export class EffectsProcessor extends Listener {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Courier) private readonly courier: Courier,
    @Inject(LOGGER) logger: Logger,
  ) {
    super(logger);
  }

  override process(job: Job): Promise<void> {
    return withLogContext({ job: `effects/${job.id}` }, async () => {
      await this.outbox.drain();
      await this.courier.drain();
    });
  }
}
