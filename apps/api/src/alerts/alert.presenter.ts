import type { AlertRow } from '@huiyin/office';
import { ALERT_KINDS } from '@huiyin/workflow/contract';
import type { AlertView } from '@huiyin/workflow/contract';
import type { Locale } from '../http/locale.ts';
import { whyHere } from './why.ts';

export function presentAlert(row: AlertRow, locale: Locale): AlertView {
  return {
    id: row.id,
    kind: row.kind,
    title: locale === 'zh' ? ALERT_KINDS[row.kind] : row.kind,
    level: row.level,
    petitionId: row.case_id,
    petitionCode: row.code,
    clock: row.clock,
    dueOn: row.due_on,
    to: { unit: row.to_unit, person: row.to_person },
    why: whyHere(row.route, row.passed, locale),
    route: [...row.route],
    raisedAt: row.raised_at.toISOString(),
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    acknowledgedBy: row.acknowledged_by,
  };
}
