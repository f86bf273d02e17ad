import type { Policy } from '@huiyin/workflow';

/** What a province might lay down: shorter to notify and to handle, longer to extend, and a day for recommendations. */
export const PROVINCE: Policy = {
  id: 'example-2026',
  source: { zh: '示例省信访条例', en: 'Petition Regulations of Example Province' },
  validFrom: '2026-01-01',
  rules: {
    notice: { amount: 5, unit: 'workday', article: '20', mark: 'law' },
    handling: { amount: 30, unit: 'calendar-day', article: '23', mark: 'law' },
    recommendation: { amount: 30, unit: 'calendar-day', article: '41', mark: 'law' },
  },
  limits: { extension: { amount: 60, article: '23', mark: 'law' } },
};
