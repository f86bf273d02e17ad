import { ALERT_KINDS } from '@huiyin/workflow/contract';
import type { AlertKind } from '@huiyin/workflow/contract';
import type { Letter } from '@huiyin/office';

/** The letter names the matter by its code alone: an e-mail is no place for a petitioner's name or words. */
export function composeAlert({ alertId, kind, level, clock, dueOn, code }: Letter) {
  if (code === null) return composeAlarm(alertId, kind, dueOn);
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

/** To those who run the system. */
function composeAlarm(alertId: string, kind: AlertKind, dueOn: string) {
  return {
    messageId: `<alert-${alertId}@huiyin>`,
    subject: `〔回音〕${ALERT_KINDS[kind]}:${dueOn} 起`,
    text: [
      `${dueOn} 起的放假安排尚未录入，此后的工作日暂按周末和法定固定节日推算。`,
      '',
      '请在国务院办公厅通知发布后录入（见系统文档 docs/calendars.md），并重新计算未办结事项的期限。',
    ].join('\n'),
  };
}
