import type { CalendarYear } from '../work-calendar.ts';
import { span } from './span.ts';

export const year2025: CalendarYear = {
  year: 2025,
  notice: {
    title: '国务院办公厅关于2025年部分节假日安排的通知',
    number: '国办发明电〔2024〕12号',
    issuedOn: '2024-11-12',
    url: 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
  },
  daysOff: [
    ...span('元旦', '2025-01-01'),
    ...span('春节', '2025-01-28', '2025-02-04'),
    ...span('清明节', '2025-04-04', '2025-04-06'),
    ...span('劳动节', '2025-05-01', '2025-05-05'),
    ...span('端午节', '2025-05-31', '2025-06-02'),
    ...span('国庆节、中秋节', '2025-10-01', '2025-10-08'),
  ],
  makeUpWorkdays: [
    { on: '2025-01-26', name: '春节' },
    { on: '2025-02-08', name: '春节' },
    { on: '2025-04-27', name: '劳动节' },
    { on: '2025-09-28', name: '国庆节、中秋节' },
    { on: '2025-10-11', name: '国庆节、中秋节' },
  ],
};
