import { Undeliverable, USUAL_POLICY } from '@huiyin/office';
import type { Deliverer, Outgoing } from '@huiyin/office';
import type { Config } from '@huiyin/platform';
import { createTransport } from 'nodemailer';
import type { Transporter } from 'nodemailer';
import type { Pool } from 'pg';
import { composeAlert } from './letter.ts';
import type { Letter } from './letter.ts';

/** @unit milliseconds */
const SMTP_TIMEOUT_MS = 10_000;

/**
 * A letter may have waited for days, and its petition be kept from the address by now (信访工作条例 Art. 30 ¶3): that is
 * asked at every attempt.
 */
const READ = `
  SELECT a.id AS "alertId", a.kind, a.level, a.clock, a.due_on::text AS "dueOn", p.code,
    EXISTS (SELECT 1 FROM unit u WHERE p.kept_from && u.path AND (u.email = $2
      OR EXISTS (SELECT 1 FROM account x WHERE x.unit = u.code AND x.email = $2))) AS kept
  FROM alert a LEFT JOIN petition p ON p.case_id = a.case_id WHERE a.id = $1`;

interface Read extends Letter {
  readonly kept: boolean;
}

/** Alerts by e-mail, with a Message-ID by which a mailbox knows a repeat. */
export class EmailDeliverer implements Deliverer {
  readonly kind = 'email';
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

  async deliver({ target, payload }: Outgoing): Promise<void> {
    const { alert } = payload as { readonly alert: string };
    const { rows } = await this.pool.query<Read>({ name: 'letter', text: READ, values: [alert, target] });
    const [letter] = rows;
    if (!letter) throw new Undeliverable(`there is no alert ${alert}`);
    if (letter.kept) throw new Undeliverable('the petition is kept from this address');
    await this.transport.sendMail({ from: this.smtp.from, to: target, ...composeAlert(letter) });
  }

  close(): void {
    this.transport.close();
  }
}
