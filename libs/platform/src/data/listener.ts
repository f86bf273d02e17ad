import pg from 'pg';
import type { Logger } from 'pino';

/** How long after a loss the next connection is tried. @unit milliseconds */
const RETRY_MS = 1_000;
/** A stop waits for a connection that is being made, so it is shorter than others wait. @unit milliseconds */
const CONNECT_WITHIN_MS = 5_000;

interface Listening {
  readonly databaseUrl: string;
  readonly channel: string;
  readonly logger: Logger;
  /** Somebody has told the channel, or may have while nobody heard it. */
  readonly onNotice: () => void;
}

/**
 * Listens to a channel of PostgreSQL on one connection of its own, and connects again when that is lost. What is told while it
 * is lost is lost too; so whoever listens is called once more as soon as the channel is heard again.
 */
export class DatabaseListener {
  private client: pg.Client | null = null;
  private connecting: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(private readonly listening: Listening) {}

  /** Never fails: a database that is away is tried again. */
  start(): Promise<void> {
    this.timer = undefined;
    this.connecting = this.connect();
    return this.connecting;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.connecting;
    await this.client?.end();
  }

  private async connect(): Promise<void> {
    const { databaseUrl, channel, logger, onNotice } = this.listening;
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'huiyin-listener',
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      keepAlive: true,
    });
    client.on('error', (error) => logger.warn({ err: error, channel }, 'the channel is not heard'));
    client.on('end', () => this.connectAgain());
    client.on('notification', onNotice);
    this.client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      onNotice();
    } catch (error) {
      logger.warn({ err: error, channel }, 'the channel is not heard');
      await client.end().catch(() => undefined);
      this.connectAgain();
    }
  }

  private connectAgain(): void {
    if (!this.isClosed) this.timer ??= setTimeout(() => void this.start(), RETRY_MS);
  }
}
