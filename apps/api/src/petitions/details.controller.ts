import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { Viewer } from '@huiyin/runtime';
import { AllowedEventsView, HistoryView, LinksView } from '@huiyin/workflow/contract';
import { z } from 'zod';
import { Caller, InLocale } from '../http/auth.guard.ts';
import { Describe } from '../http/describe.ts';
import type { Locale } from '../http/locale.ts';
import { AllowedEvents } from './allowed-events.ts';
import { LinksQuery, SAME_MATTER } from './links.query.ts';
import { PetitionPresenter } from './petition.presenter.ts';
import { PetitionQuery } from './petition.query.ts';

/** What lies behind one petition: what may be done, what was done, and what it belongs to. */
@Controller('v1/petitions/:id')
export class DetailsController {
  constructor(
    @Inject(PetitionQuery) private readonly petitions: PetitionQuery,
    @Inject(PetitionPresenter) private readonly presenter: PetitionPresenter,
    @Inject(AllowedEvents) private readonly allowedEvents: AllowedEvents,
    @Inject(LinksQuery) private readonly links: LinksQuery,
  ) {}

  @Get('allowed-events')
  @Describe({
    id: 'allowedEvents',
    summary: '现在可以做什么 · What may be done now, and why not the rest',
    answers: { 200: AllowedEventsView },
  })
  async allowed(@Caller() viewer: Viewer, @InLocale() locale: Locale, @Param('id') id: string) {
    const { record, now, relatives } = await this.petitions.find(viewer, id);
    return this.allowedEvents.explain({ viewer, now, locale, relatives }, record);
  }

  @Get('history')
  @Describe({
    id: 'petitionHistory',
    summary: '办理经过 · Every step',
    answers: { 200: z.object({ items: z.array(HistoryView) }) },
  })
  async history(@Caller() viewer: Viewer, @InLocale() locale: Locale, @Param('id') id: string) {
    const { record, words, now } = await this.petitions.find(viewer, id);
    const { lines, named } = await this.petitions.history(viewer, id, words);
    const asked = { viewer, locale, now, relatives: named };
    return { items: lines.map((line) => this.presenter.history(line, record, asked)) };
  }

  @Get('links')
  @Describe({
    id: 'petitionLinks',
    summary: '关联的信访事项 · Petitions that belong together, and those that may',
    answers: { 200: LinksView },
  })
  async linked(@Caller() viewer: Viewer, @Param('id') id: string) {
    const { record } = await this.petitions.find(viewer, id);
    const confirmed = await this.links.confirmed(viewer, record.id);
    if (!this.presenter.mayKnow(viewer, record)) return { confirmed, suggested: [] };
    const suggested = await this.links.suggested(viewer, record.id);
    return {
      confirmed,
      suggested: suggested.map(({ same_person: samePerson, ...each }) => ({
        ...each,
        samePerson,
        relation: samePerson && each.likeness >= SAME_MATTER ? 'repeat' : 'related',
      })),
    };
  }
}
