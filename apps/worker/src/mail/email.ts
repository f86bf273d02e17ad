import { EMAIL, readLetter, USUAL_POLICY } from '@huiyin/office';
import type { Deliverer, Outgoing } from '@huiyin/office';
import type { Config } from '@huiyin/platform';
import { createTransport } from 'nodemailer';
import type { Transporter } from 'nodemailer';
import type { Pool } from 'pg';
import { composeAlert } from './compose.ts';

/** @unit milliseconds */
const SMTP_TIMEOUT_MS = 10_000;

/** Alerts by e-mail, with a Message-ID by which a mailbox knows a repeat. */
export class EmailDeliverer implements Deliverer {
  readonly kind = EMAIL;
  readonly policy = USUAL_POLICY;
  private readonly transport: Transporter;

  constructor(
    private readonly pool: Pool,
    private readonly smtp: NonNullable<Config['smtp']>,
  ) {
    const timeouts = {
      connectionTimeout: SMTP_TIMEOUT_MS,
      greetingTimeout: SMTP_TIMEOUT_MS,
      socketTimeout: SMTP_TIMEOUT_MS,
    };
    this.transport = createTransport({ url: smtp.url, pool: true, ...timeouts });
  }

  async deliver(outgoing: Outgoing): Promise<void> {
    const letter = await readLetter(this.pool, outgoing);
    await this.transport.sendMail({ from: this.smtp.from, to: outgoing.target, ...composeAlert(letter) });
  }

  close(): void {
    this.transport.close();
  }
}
