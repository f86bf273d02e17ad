import type { OutgoingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Sessions } from '@huiyin/office';
import type { Office } from '@huiyin/office';
import { LOGGER, Metrics, OFFICE } from '@huiyin/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Locale } from '../http/locale.ts';
import { leaving } from '../http/leaving.ts';
import { Problem } from '../http/problem.ts';
import { presentAlert } from './alert.presenter.ts';
import { AlertsSignal } from './alerts.signal.ts';

/**
 * How often a stream looks for new alerts of its own accord, should nobody have woken it; also its heartbeat, so that proxies
 * keep it open, and how soon it learns that its session has ended. @unit milliseconds
 */
const LOOK_EVERY_MS = 5_000;
/** When a browser that lost the stream opens it again. @unit milliseconds */
const RESUME_AFTER_MS = 3_000;
const BATCH = 100;

interface Opening {
  /** Tells at every look who is looking: a stream ends with the session, and whoever has moved sees what they see now. */
  readonly token: string;
  readonly locale: Locale;
  /** The last id the caller has received, or null to begin with what comes next. */
  readonly from: string | null;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Server-Sent Events: each alert once, in order, from where the caller left off. */
@Injectable()
export class AlertsStream implements BeforeApplicationShutdown {
  private readonly closers = new Set<() => void>();
  private isClosing = false;

  constructor(
    @Inject(OFFICE) private readonly office: Office,
    @Inject(AlertsSignal) private readonly signal: AlertsSignal,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async open({ token, locale, from, request, reply }: Opening): Promise<void> {
    let last = from ?? (await this.office.inbox.newest());
    if (this.isClosing) throw new Problem('unavailable', { zh: '服务正在停止', en: 'the service is stopping' });
    reply.hijack();
    const left = leaving(request, reply);
    if (left.aborted) return;
    const { raw } = reply;
    const common = reply.getHeaders() as OutgoingHttpHeaders;
    raw.writeHead(200, { ...common, 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    raw.write(`retry: ${RESUME_AFTER_MS}\n\n`);
    const look = async (): Promise<boolean> => {
      const viewer = await this.sessions.viewer(token);
      if (!viewer) throw new Error('the session has ended');
      if (raw.writableNeedDrain) return false; // a slow reader is not written to faster than it reads
      const rows = await this.office.inbox.after(viewer, last, BATCH);
      if (raw.writableEnded) return false;
      for (const row of rows)
        raw.write(`id: ${row.id}\nevent: alert\ndata: ${JSON.stringify(presentAlert(row, locale))}\n\n`);
      if (rows.length === 0) raw.write(': still here\n\n');
      last = rows[rows.length - 1]?.id ?? last;
      return rows.length === BATCH;
    };
    this.keepLooking(look, raw, left);
  }

  /**
   * One look at a time: the next begins when the one before has been answered, at once when that was not all or somebody
   * has woken it meanwhile.
   * @param look tells whether there may be more
   */
  private keepLooking(look: () => Promise<boolean>, raw: FastifyReply['raw'], left: AbortSignal): void {
    let timer: NodeJS.Timeout | undefined;
    let closed = false;
    let woken = false;
    const close = (): void => {
      closed = true;
      clearTimeout(timer);
      unsubscribe();
      if (this.closers.delete(close)) this.metrics.alertStreams.dec();
      raw.end();
    };
    const again = (more: boolean): void => {
      if (!closed) timer = setTimeout(next, more || woken ? 0 : LOOK_EVERY_MS);
    };
    const next = (): void => {
      timer = undefined;
      woken = false;
      look().then(again, (error: Error) => {
        this.logger.warn({ err: error }, 'alert stream closed; the caller resumes by Last-Event-ID');
        close();
      });
    };
    const unsubscribe = this.signal.wake(() => {
      woken = true;
      if (timer === undefined) return; // it is looking just now
      clearTimeout(timer);
      next();
    });
    this.closers.add(close);
    this.metrics.alertStreams.inc();
    left.addEventListener('abort', close);
    next();
  }

  beforeApplicationShutdown(): void {
    this.isClosing = true;
    for (const close of [...this.closers]) close();
  }
}
