import { workCalendar } from './work-calendar.ts';
import { year2025 } from './years/2025.ts';
import { year2026 } from './years/2026.ts';

/** The notices of the State Council entered so far. A new or corrected year raises the version. */
export const STATUTORY_CALENDAR = workCalendar('cn-2026-1', [year2025, year2026]);
