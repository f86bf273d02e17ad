import { dateOf, daysBetween } from '@huiyin/domain';
import type { LocalDate } from '@huiyin/domain';
import { currentCalendar, missingNotices } from '@huiyin/office';
import type { Law } from '@huiyin/office';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { Clock } from '@huiyin/workflow';
import type { Logger } from 'pino';
import { CLOCK, LAW, LOGGER } from '../tokens.ts';

/** How far the holiday notices reach that are loaded, seen from a day of the legal clock. */
export interface Cover {
  /** Years whose notice should be there and is not. */
  readonly missing: readonly number[];
  /** The dates of today are provisional, because the notice for this year is missing. */
  readonly isProvisional: boolean;
  /** From today to the first day that no notice covers; not positive while dates are provisional. @unit calendar days */
  readonly daysLeft: number;
}

/** A missing notice stops nothing: dates become provisional, and this is how everybody learns that they are. */
@Injectable()
export class CalendarCover implements OnApplicationBootstrap {
  constructor(
    @Inject(LAW) private readonly law: Law,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async read(): Promise<Cover> {
    const today = dateOf(await this.clock.now());
    const missing = missingNotices(this.law, today);
    return {
      missing,
      isProvisional: missing.includes(yearOf(today)),
      daysLeft: daysBetween(today, `${this.firstUncovered(yearOf(today))}-01-01`),
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    const { missing } = await this.read();
    if (missing.length > 0)
      this.logger.warn({ years: missing }, 'the holiday notice is not loaded: dates are provisional');
  }

  private firstUncovered(year: number): number {
    return currentCalendar(this.law).years.has(year) ? this.firstUncovered(year + 1) : year;
  }
}

const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));
