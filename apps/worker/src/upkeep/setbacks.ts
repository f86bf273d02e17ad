import { DOORBELL, LOGGER } from '@huiyin/platform';
import type { Doorbell, QUEUES } from '@huiyin/platform';
import type { Setback } from '@huiyin/workflow';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';

/** What the log says of a setback, by what is to be expected of it. */
interface Words {
  /** It passes by itself. */
  readonly passes: string;
  /** Somebody has to see to it. */
  readonly stays: string;
  /** The same as the time before, and it has been said. */
  readonly stillStays: string;
}

/** Says what has failed, and has the queue look again soon at what passes by itself; the sweep finds all the rest. */
@Injectable()
export class Setbacks {
  constructor(
    @Inject(DOORBELL) private readonly doorbell: Pick<Doorbell, 'ring'>,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * An error in the log is for what somebody has to see to: each time where nobody foresaw it, once where no waiting mends it.
   * The metrics count it all the while.
   */
  tell(queue: keyof typeof QUEUES, { error, verdict, isNew, waitMs }: Setback, about: object, words: Words): void {
    const found = { ...about, againInMs: waitMs, err: error };
    if (verdict === 'retry' || verdict === 'conflict') {
      this.logger.warn(found, words.passes);
      void this.doorbell.ring(queue, waitMs);
    } else if (verdict === 'reject' && !isNew) this.logger.warn(found, words.stillStays);
    else this.logger.error(found, words.stays);
  }
}
