import { SAME_MATTER } from '@huiyin/office';
import type { Office, Viewer } from '@huiyin/office';
import { OFFICE } from '@huiyin/platform';
import { AllowedEventsView, EVENTS, HistoryView, LinksView } from '@huiyin/workflow/contract';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { z } from 'zod';
import { Caller, InLocale } from '../http/auth.guard.ts';
import { Describe } from '../http/describe.ts';
import type { Locale } from '../http/locale.ts';
import { presentEvent } from './event.presenter.ts';
import { presentLine } from './history.presenter.ts';

/** What lies behind one petition: what may be done, what was done, and what it belongs to. */
@Controller('v1/petitions/:id')
export class DetailsController {
  constructor(@Inject(OFFICE) private readonly office: Office) {}

  @Get('allowed-events')
  @Describe({
    id: 'allowedEvents',
    summary: '现在可以做什么 · What may be done now, and why not the rest',
    answers: { 200: AllowedEventsView },
  })
  async allowed(@Caller() viewer: Viewer, @InLocale() locale: Locale, @Param('id') id: string) {
    const { record, now, relatives } = await this.office.petitions.find(viewer, id);
    const { allowed, blocked } = this.office.allowed.explain({ viewer, now, relatives }, record);
    return {
      allowed: allowed.map((each) => presentEvent(each, locale)),
      blocked: blocked.map(({ type, why }) => ({ type, title: EVENTS[type].title[locale], why: why[locale] })),
    };
  }

  @Get('history')
  @Describe({
    id: 'petitionHistory',
    summary: '办理经过 · Every step',
    answers: { 200: z.object({ items: z.array(HistoryView) }) },
  })
  async history(@Caller() viewer: Viewer, @InLocale() locale: Locale, @Param('id') id: string) {
    const { record, words, knowsPersons } = await this.office.petitions.find(viewer, id);
    const { lines, named } = await this.office.petitions.history(viewer, id, words);
    const reader = { chart: this.office.chartOf(record), knowsPersons, relatives: named, locale };
    return { items: lines.map((line) => presentLine(line, reader)) };
  }

  @Get('links')
  @Describe({
    id: 'petitionLinks',
    summary: '关联的信访事项 · Petitions that belong together, and those that may',
    answers: { 200: LinksView },
  })
  async linked(@Caller() viewer: Viewer, @Param('id') id: string) {
    const { record, knowsPersons } = await this.office.petitions.find(viewer, id);
    const confirmed = await this.office.links.confirmed(viewer, record.id);
    if (!knowsPersons) return { confirmed, suggested: [] };
    const suggested = await this.office.links.suggested(viewer, record.id);
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
