import { ALERT_KINDS } from '@huiyin/workflow/contract';
import type { AlertKind } from '@huiyin/workflow/contract';

export interface MailRow {
  readonly id: string;
  readonly address: string;
  readonly alertId: string;
  readonly kind: AlertKind;
  readonly level: number;
  readonly clock: string;
  readonly dueOn: string;
  readonly code: string;
}

/** The letter names the matter by its code alone: an e-mail is no place for a petitioner's name or words. */
export function composeAlert({ alertId, kind, level, clock, dueOn, code }: MailRow) {
  const title = level > 0 ? `${ALERT_KINDS[kind]}(${level} 级)` : ALERT_KINDS[kind];
  return {
    messageId: `<alert-${alertId}@huiyin>`,
    subject: `〔回音〕${title}:信访事项 ${code}`,
    text: [
      `信访事项 ${code}`,
      `${title}，期限 ${clock}，截止 ${dueOn}。`,
      '',
      '请登录回音系统办理。本邮件由系统自动发出，不含信访人信息。',
    ].join('\n'),
  };
}
