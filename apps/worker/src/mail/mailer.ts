import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleDestroy } from '@nestjs/common';
import { CONFIG, LOGGER, POOL } from '@huiyin/platform';
import type { Config } from '@huiyin/platform';
import { createTransport } from 'nodemailer';
import type { Transporter } from 'nodemailer';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { Chunks } from '../upkeep/chunks.ts';
import { composeAlert } from './letter.ts';
import type { MailRow } from './letter.ts';

const CHUNK = 20;
/** @unit milliseconds */
const SMTP_TIMEOUT_MS = 10_000;
/** How long a stop waits for letters on their way. @unit milliseconds */
const LAST_POST_MS = 2_000;
/** Attempts over some two days; then the letter is given up, the alert stays in the inbox. */
const MOST_ATTEMPTS = 16;

/**
 * Taken for five minutes: should this process die while sending, another sends it again then. A letter may have waited for
 * days, and its petition be kept from the address by now (信访工作条例 Art. 30 ¶3): that is asked anew.
 */
const CLAIM = `
  UPDATE mail SET attempts = attempts + 1, next_attempt_at = now() + interval '5 minutes'
  FROM alert a LEFT JOIN petition p ON p.case_id = a.case_id
  WHERE mail.alert_id = a.id AND mail.id IN (
    SELECT id FROM mail WHERE sent_at IS NULL AND given_up_at IS NULL AND next_attempt_at <= now()
    ORDER BY id LIMIT ${CHUNK} FOR UPDATE SKIP LOCKED)
  RETURNING mail.id, mail.address, mail.alert_id AS "alertId", a.kind, a.level, a.clock, a.due_on::text AS "dueOn", p.code,
    EXISTS (SELECT 1 FROM unit u WHERE p.kept_from && u.path AND (u.email = mail.address
      OR EXISTS (SELECT 1 FROM account x WHERE x.unit = u.code AND x.email = mail.address))) AS kept`;

const KEPT = `UPDATE mail SET given_up_at = now(), last_error = 'the petition is kept from this address' WHERE id = $1`;
const SENT = 'UPDATE mail SET sent_at = now(), last_error = NULL WHERE id = $1';
const FAILED = `
  UPDATE mail SET last_error = $2,
    given_up_at = CASE WHEN attempts >= ${MOST_ATTEMPTS} THEN now() END,
    next_attempt_at = now() + least(interval '1 minute' * power(2, attempts - 1), interval '6 hours')
  WHERE id = $1`;

interface Claimed extends MailRow {
  readonly kept: boolean;
}

/** Posts alerts by e-mail where SMTP is configured. At least once, with a Message-ID by which a mailbox knows a repeat. */
@Injectable()
export class Mailer implements BeforeApplicationShutdown, OnModuleDestroy {
  private readonly chunks = new Chunks(() => this.postChunk());
  private readonly transport: Transporter | null;
  private giveUp = (): void => undefined;
  private readonly givenUp = new Promise<void>((resolve) => (this.giveUp = resolve));

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const timeouts = {
      connectionTimeout: SMTP_TIMEOUT_MS,
      greetingTimeout: SMTP_TIMEOUT_MS,
      socketTimeout: SMTP_TIMEOUT_MS,
    };
    this.transport = config.smtp ? createTransport({ url: config.smtp.url, pool: true, ...timeouts }) : null;
  }

  async drain(): Promise<void> {
    if (this.transport) await this.chunks.drain();
  }

  /** Lets the letters on their way arrive, unless the server is slow: then they are sent again. */
  onModuleDestroy(): void {
    this.chunks.stop();
    setTimeout(this.giveUp, LAST_POST_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.chunks.idle();
    this.transport?.close();
  }

  private async postChunk(): Promise<boolean> {
    const { rows } = await this.pool.query<Claimed>({ name: 'mail-claim', text: CLAIM });
    await Promise.race([Promise.all(rows.map((row) => this.post(row))), this.givenUp]);
    return rows.length === CHUNK;
  }

  private async post({ kept, ...row }: Claimed): Promise<void> {
    if (kept) {
      await this.pool.query(KEPT, [row.id]);
      return;
    }
    try {
      await this.transport?.sendMail({ from: this.config.smtp?.from, to: row.address, ...composeAlert(row) });
      await this.pool.query(SENT, [row.id]);
    } catch (error) {
      this.logger.warn({ mail: row.id, err: error }, 'e-mail not sent, will be tried again');
      await this.pool.query(FAILED, [row.id, (error as Error).message]);
    }
  }
}
