import type { CalendarYear } from '../work-calendar.ts';
import { span } from './span.ts';

export const year2026: CalendarYear = {
  year: 2026,
  notice: {
    title: '国务院办公厅关于2026年部分节假日安排的通知',
    number: '国办发明电〔2025〕7号',
    issuedOn: '2025-11-04',
    url: 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
  },
  daysOff: [
    ...span('元旦', '2026-01-01', '2026-01-03'),
    ...span('春节', '2026-02-15', '2026-02-23'),
    ...span('清明节', '2026-04-04', '2026-04-06'),
    ...span('劳动节', '2026-05-01', '2026-05-05'),
    ...span('端午节', '2026-06-19', '2026-06-21'),
    ...span('中秋节', '2026-09-25', '2026-09-27'),
    ...span('国庆节', '2026-10-01', '2026-10-07'),
  ],
  makeUpWorkdays: [
    { on: '2026-01-04', name: '元旦' },
    { on: '2026-02-14', name: '春节' },
    { on: '2026-02-28', name: '春节' },
    { on: '2026-05-09', name: '劳动节' },
    { on: '2026-09-20', name: '国庆节' },
    { on: '2026-10-10', name: '国庆节' },
  ],
};
