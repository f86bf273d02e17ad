import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { ALERT_CHANNEL } from '@huiyin/office';
import type { Office } from '@huiyin/office';
import { CONFIG, DatabaseListener, LOGGER, OFFICE } from '@huiyin/platform';
import type { Config } from '@huiyin/platform';
import type { Logger } from 'pino';

/** How soon it is asked again whether new alerts can be read in order. @unit milliseconds */
const SETTLING_MS = 250;

/** Wakes the open streams of this process when alerts have come: one connection for all of them. */
@Injectable()
export class AlertsSignal implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sleepers = new Set<() => void>();
  private readonly listener: DatabaseListener;
  private isTelling = false;
  private isTold = false;
  private isClosed = false;

  constructor(
    @Inject(CONFIG) { databaseUrl }: Config,
    @Inject(OFFICE) private readonly office: Office,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const onNotice = (): void => void this.tell();
    this.listener = new DatabaseListener({ databaseUrl, channel: ALERT_CHANNEL, logger, onNotice });
  }

  /** @returns what ends it */
  wake(sleeper: () => void): () => void {
    this.sleepers.add(sleeper);
    return () => this.sleepers.delete(sleeper);
  }

  onApplicationBootstrap(): void {
    void this.listener.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    await this.listener.close();
  }

  /**
   * An alert cannot be read in order before every older transaction has ended. So the streams are woken again until the
   * last one can be: what is asked before they are woken holds when they look.
   */
  private async tell(): Promise<void> {
    this.isTold = true;
    if (this.isTelling) return;
    this.isTelling = true;
    try {
      while (this.isTold && !this.isClosed && this.sleepers.size > 0) {
        this.isTold = false;
        const isUnsettled = await this.office.inbox.isUnsettled();
        for (const sleeper of this.sleepers) sleeper();
        if (!isUnsettled) continue;
        this.isTold = true;
        await pause(SETTLING_MS);
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'alert streams are not woken; they look by themselves');
    } finally {
      this.isTelling = false;
    }
  }
}
