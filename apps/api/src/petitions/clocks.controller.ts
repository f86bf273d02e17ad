import { Controller, Get, Inject, Param } from '@nestjs/common';
import { notFound } from '@huiyin/office';
import type { Office, Viewer } from '@huiyin/office';
import { OFFICE } from '@huiyin/platform';
import { ClockView, ExplanationView, LedgerEntryView } from '@huiyin/workflow/contract';
import { z } from 'zod';
import { Caller, InLocale } from '../http/auth.guard.ts';
import { Describe } from '../http/describe.ts';
import type { Locale } from '../http/locale.ts';
import { explainClock, presentLedgerEntry } from './clock.presenter.ts';
import { presentClock } from './petition.presenter.ts';

/** By when the acts of one petition are owed, and why. */
@Controller('v1/petitions/:id/clocks')
export class ClocksController {
  constructor(@Inject(OFFICE) private readonly office: Office) {}

  @Get()
  @Describe({
    id: 'petitionClocks',
    summary: '各项期限 · Every clock',
    answers: { 200: z.object({ items: z.array(ClockView) }) },
  })
  async clocks(@Caller() viewer: Viewer, @InLocale() locale: Locale, @Param('id') id: string) {
    const { record, now } = await this.office.petitions.find(viewer, id);
    const { context } = record;
    const known = { chart: this.office.chartOf(record), context };
    return { items: context.clocks.map((clock) => presentClock(clock, known, now, locale)) };
  }

  @Get(':name/explanation')
  @Describe({
    id: 'explainClock',
    summary: '期限是怎样算出来的 · How a date came about',
    answers: { 200: ExplanationView },
  })
  async explanation(
    @Caller() viewer: Viewer,
    @InLocale() locale: Locale,
    @Param('id') id: string,
    @Param('name') name: string,
  ) {
    const { record, now } = await this.office.petitions.find(viewer, id);
    const context = record.context;
    const clock = context.clocks.find((each) => each.name === name);
    if (!clock) throw noClock(name);
    const ledger = (await this.office.past.ledgerOf(record)).filter((entry) => entry.clock === name);
    return explainClock({ clock, chart: this.office.chartOf(record), context, ledger }, now, locale);
  }

  @Get(':name/ledger')
  @Describe({
    id: 'clockLedger',
    summary: '期限台账 · Everything that happened to a clock',
    answers: { 200: z.object({ items: z.array(LedgerEntryView) }) },
  })
  async ledger(
    @Caller() viewer: Viewer,
    @InLocale() locale: Locale,
    @Param('id') id: string,
    @Param('name') name: string,
  ) {
    const { record } = await this.office.petitions.find(viewer, id);
    const ledger = (await this.office.past.ledgerOf(record)).filter(({ clock }) => clock === name);
    if (ledger.length === 0) throw noClock(name);
    const chart = this.office.chartOf(record);
    return { items: ledger.map((entry) => presentLedgerEntry(entry, chart, locale)) };
  }
}

function noClock(name: string) {
  return notFound({ zh: `没有名为 ${name} 的期限`, en: `there is no clock named ${name}` });
}
