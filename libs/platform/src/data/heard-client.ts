import type { EventEmitter } from 'node:events';
import pg from 'pg';

/**
 * A connection whose loss never ends the process. `pg` reports a loss by an event, and an event that nobody hears would:
 * as it does in the moment in which a pool lends the connection out and the borrower does not listen yet. The loss is kept
 * for whoever begins to listen; a statement that was under way fails in any case.
 */
export class HeardClient extends pg.Client {
  private loss: Error | undefined;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    (this as EventEmitter).on('newListener', (event) => {
      if (event !== 'error' || this.loss === undefined) return;
      const loss = this.loss;
      this.loss = undefined;
      process.nextTick(() => this.emit('error', loss));
    });
  }

  override emit(event: string | symbol, ...told: unknown[]): boolean {
    if (event !== 'error' || this.listenerCount('error') > 0) return super.emit(event, ...told);
    this.loss = told[0] as Error;
    return false;
  }
}
