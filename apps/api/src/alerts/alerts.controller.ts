import { Controller, Get, Header, Headers, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { mustHaveRole, notFound } from '@huiyin/office';
import type { Office, Viewer } from '@huiyin/office';
import { CLOCK, OFFICE } from '@huiyin/platform';
import type { Clock } from '@huiyin/workflow';
import { ALERT_KINDS, AlertView, keysOf } from '@huiyin/workflow/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { bearerOf, Caller, InLocale } from '../http/auth.guard.ts';
import { decodeCursor, linkNext, Page, pageOf } from '../http/cursor.ts';
import { Describe, listOf } from '../http/describe.ts';
import type { Locale } from '../http/locale.ts';
import { Problem } from '../http/problem.ts';
import { ZodPipe } from '../http/zod.pipe.ts';
import { presentAlert } from './alert.presenter.ts';
import { AlertsStream } from './alerts.stream.ts';

const Filter = z.strictObject({
  ...Page,
  status: z.enum(['open', 'acknowledged']).optional(),
  level: z.enum(['0', '1', '2', '3']).transform(Number).optional(),
  kind: z.enum(keysOf(ALERT_KINDS)).optional(),
  petition: z.uuid().optional().describe('id of a petition'),
});

/** A bigint that PostgreSQL can hold. */
const ID = /^\d{1,18}$/;

/** What supervisors and handlers must see. */
@Controller('v1/alerts')
export class AlertsController {
  constructor(
    @Inject(OFFICE) private readonly office: Office,
    @Inject(AlertsStream) private readonly streams: AlertsStream,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Describe({
    id: 'listAlerts',
    summary: '提醒与超期 · Alerts, newest first',
    query: Filter,
    answers: { 200: listOf(AlertView) },
  })
  async list(
    @Caller() viewer: Viewer,
    @InLocale() locale: Locale,
    @Query(new ZodPipe(Filter)) filter: z.output<typeof Filter>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const rows = await this.office.inbox.list(viewer, filter, decodeCursor(filter.cursor, ID));
    const page = pageOf(
      rows,
      filter.limit,
      (row) => row.id,
      (row) => presentAlert(row, locale),
    );
    linkNext(request, reply, page);
    return page;
  }

  @Get('stream')
  @Header('x-accel-buffering', 'no')
  @Describe({
    id: 'streamAlerts',
    summary: '实时提醒 · Alerts as they are raised (Server-Sent Events)',
    answers: { 200: null },
    headers: ['Last-Event-ID'],
    produces: 'text/event-stream',
  })
  async stream(
    @InLocale() locale: Locale,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (lastEventId !== undefined && !ID.test(lastEventId)) throw unknownPlace();
    const token = bearerOf(request) ?? '';
    await this.streams.open({ token, locale, from: lastEventId ?? null, request, reply });
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @Describe({ id: 'acknowledgeAlert', summary: '已知悉 · Acknowledge an alert', answers: { 200: AlertView } })
  async acknowledge(@Caller() viewer: Viewer, @InLocale() locale: Locale, @Param('id') id: string) {
    const known = ID.test(id) && (await this.office.inbox.find(viewer, id));
    if (!known) throw notFound({ zh: '没有这条提醒', en: 'there is no such alert' });
    if (known.case_id === null) mustHaveRole(viewer, 'admin');
    else mustHaveRole(viewer, 'intake', 'handler', 'leader', 'supervisor', 'follow-up');
    if (!this.office.inbox.isFor(viewer, known)) throw notYours();
    await this.office.inbox.acknowledge(id, viewer.username, new Date(await this.clock.now()));
    return presentAlert((await this.office.inbox.find(viewer, id)) ?? known, locale);
  }
}

/** Whoever an escalation is about cannot take note of it in place of those it is meant for. */
function notYours(): Problem {
  return new Problem('forbidden', {
    zh: '只有收件单位或其上级可以确认',
    en: 'only the desk it is for, or one above it, may acknowledge it',
  });
}

/** To begin somewhere else silently would lose alerts. */
function unknownPlace(): Problem {
  const detail = { zh: 'Last-Event-ID 不是本流的编号', en: 'Last-Event-ID is no id of this stream' };
  return new Problem('malformed-request', detail);
}
