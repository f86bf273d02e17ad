/**
 * Work done chunk by chunk until nothing is left. A process does one chunk at a time, so that what is due first is done
 * first; whoever asks while it is at it gets another look when it is through. A stop waits for the running chunk only.
 */
export class Chunks {
  private running: Promise<void> | null = null;
  private queued: Promise<void> | null = null;
  private stopped = false;

  /** @param work does one chunk; resolves to whether there may be more */
  constructor(private readonly work: () => Promise<boolean>) {}

  drain(): Promise<void> {
    if (!this.running) return this.start();
    this.queued ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.queued = null;
        return this.start();
      });
    return this.queued;
  }

  stop(): void {
    this.stopped = true;
  }

  /** Resolves when, after a stop, the last chunk is done. */
  async idle(): Promise<void> {
    await this.running?.catch(() => undefined);
  }

  private start(): Promise<void> {
    this.running = this.runAll().finally(() => (this.running = null));
    return this.running;
  }

  private async runAll(): Promise<void> {
    while (!this.stopped && (await this.work()));
  }
}
