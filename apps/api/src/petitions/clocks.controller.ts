import { Controller, Get, Inject, Param } from '@nestjs/common';
import { LAW, reckoningIn } from '@huiyin/runtime';
import type { Law, Viewer } from '@huiyin/runtime';
import type { PetitionContext } from '@huiyin/workflow';
import { ClockView, ExplanationView, LedgerEntryView } from '@huiyin/workflow/contract';
import { z } from 'zod';
import { Caller, InLocale } from '../http/auth.guard.ts';
import { Describe } from '../http/describe.ts';
import type { Locale } from '../http/locale.ts';
import { notFound } from '../http/problem.ts';
import { explainClock, presentClock, presentLedgerEntry } from './clock.presenter.ts';
import { PastQuery } from './past.query.ts';
import { PetitionQuery } from './petition.query.ts';

/** By when the acts of one petition are owed, and why. */
@Controller('v1/petitions/:id/clocks')
export class ClocksController {
  private readonly reckoningOf: ReturnType<typeof reckoningIn>;

  constructor(
    @Inject(PetitionQuery) private readonly petitions: PetitionQuery,
    @Inject(PastQuery) private readonly past: PastQuery,
    @Inject(LAW) law: Law,
  ) {
    this.reckoningOf = reckoningIn(law);
  }

  @Get()
  @Describe({
    id: 'petitionClocks',
    summary: '各项期限 · Every clock',
    answers: { 200: z.object({ items: z.array(ClockView) }) },
  })
  async clocks(@Caller() viewer: Viewer, @InLocale() locale: Locale, @Param('id') id: string) {
    const { record, now } = await this.petitions.find(viewer, id);
    const { clocks, policy } = record.context as PetitionContext;
    return { items: clocks.map((clock) => presentClock(clock, policy, now, locale)) };
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
    const { record, now } = await this.petitions.find(viewer, id);
    const context = record.context as PetitionContext;
    const clock = context.clocks.find((each) => each.name === name);
    if (!clock) throw noClock(name);
    const ledger = (await this.past.ledgerOf(record)).filter((entry) => entry.clock === name);
    return explainClock({ clock, reckoning: this.reckoningOf(context, clock), ledger }, now, locale);
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
    const { record } = await this.petitions.find(viewer, id);
    const ledger = (await this.past.ledgerOf(record)).filter(({ clock }) => clock === name);
    if (ledger.length === 0) throw noClock(name);
    return { items: ledger.map((entry) => presentLedgerEntry(entry, locale)) };
  }
}

function noClock(name: string) {
  return notFound({ zh: `没有名为 ${name} 的期限`, en: `there is no clock named ${name}` });
}
