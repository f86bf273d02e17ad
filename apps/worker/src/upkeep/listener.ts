import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import { Worker } from 'bullmq';
import type { Job } from 'bullmq';
import type { Logger } from 'pino';

/** How long a queue whose server is away may take to say goodbye. @unit milliseconds */
const PATIENCE_MS = 2_000;

/** Hears one of the doorbells. An outage of the queue is reported when it begins and when it is over. */
export abstract class Listener extends WorkerHost {
  private deaf = false;

  protected constructor(private readonly logger: Logger) {
    super();
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    if (!this.deaf) this.logger.warn({ err: error, queue: this.worker.name }, 'the queue is not heard');
    this.deaf = true;
  }

  @OnWorkerEvent('active')
  onActive(): void {
    if (this.deaf) this.logger.info({ queue: this.worker.name }, 'the queue is heard again');
    this.deaf = false;
  }

  @OnWorkerEvent('failed')
  onFailed(_job: Job | undefined, error: Error): void {
    this.logger.error({ err: error, queue: this.worker.name }, 'nothing came of a ring; the sweep will look again');
  }
}

/** BullMQ's worker waits for ever for the end of a connection that is just being made again (ioredis never ends it). */
export class PatientWorker extends Worker {
  override async close(force = false): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
    await this.pause(true); // ends the timer of its look for stalled jobs, which an end that is given up on would not
    await Promise.race([super.close(force), late]);
    clearTimeout(timer);
    if (this.closed) return;
    await this.lockManager.close();
    await this.getBackend().close(true);
  }
}
