import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, withLogContext } from '@huiyin/platform';
import type { Logger } from 'pino';
import { DUTIES } from '../tokens.ts';

/** Something a worker does again and again of its own accord. */
export interface Duty {
  readonly name: string;
  readonly everyMs: number;
  readonly work: () => Promise<void>;
}

/**
 * Does each duty at once and then at its interval. It keeps time by itself and needs no queue: with Redis gone, every
 * deadline still fires, at most one interval late.
 */
@Injectable()
export class Sweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly timers = new Map<Duty, NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private stopping = false;

  constructor(
    @Inject(DUTIES) private readonly duties: readonly Duty[],
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    for (const duty of this.duties) this.start(duty);
  }

  /** Lets what runs come to its end. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    await Promise.all(this.running);
  }

  private start(duty: Duty): void {
    const run = this.run(duty).finally(() => {
      this.running.delete(run);
      if (!this.stopping)
        this.timers.set(
          duty,
          setTimeout(() => this.start(duty), duty.everyMs),
        );
    });
    this.running.add(run);
  }

  private async run({ name, work }: Duty): Promise<void> {
    try {
      await withLogContext({ job: name }, work);
    } catch (error) {
      this.logger.error({ err: error, duty: name }, 'duty failed, will be done again at its next turn');
    }
  }
}
