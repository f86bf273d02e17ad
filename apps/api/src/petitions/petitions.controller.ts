import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Instant } from '@huiyin/domain';
import { UUID } from '@huiyin/office';
import type { Acted, Office, Versions, Viewer } from '@huiyin/office';
import { OFFICE } from '@huiyin/platform';
import type { Command } from '@huiyin/workflow';
import { EVENT_NAMES, PetitionRow, PetitionView, RegisterPetition } from '@huiyin/workflow/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Caller, InLocale } from '../http/auth.guard.ts';
import { decodeCursor, linkNext, pageOf } from '../http/cursor.ts';
import { Describe, listOf } from '../http/describe.ts';
import { AsCommand } from '../http/idempotency.ts';
import type { Locale } from '../http/locale.ts';
import { IfMatch, isUnchanged } from '../http/preconditions.ts';
import { ZodPipe } from '../http/zod.pipe.ts';
import { AsOf, PetitionFilter } from './petition.filter.ts';
import { etagOf, PetitionPresenter, presentRow } from './petition.presenter.ts';

/** `POST /v1/petitions/{id}/events`. Timers have no name here, so none can be forged. */
const EventRequest = z.strictObject({
  type: z.enum(EVENT_NAMES),
  data: z.record(z.string(), z.unknown()).default({}),
});

/** Registering, listing, reading and advancing petitions. */
@Controller('v1/petitions')
export class PetitionsController {
  constructor(
    @Inject(OFFICE) private readonly office: Office,
    @Inject(PetitionPresenter) private readonly presenter: PetitionPresenter,
  ) {}

  @Post()
  @Describe({
    id: 'registerPetition',
    summary: '登记信访事项 · Register a petition',
    body: RegisterPetition,
    answers: { 201: PetitionView },
    headers: ['Idempotency-Key'],
  })
  async register(
    @Caller() viewer: Viewer,
    @InLocale() locale: Locale,
    @Body(new ZodPipe(RegisterPetition)) form: RegisterPetition,
    @AsCommand() command: Command | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const acted = await this.office.register({ viewer, form, command });
    reply.header('location', `/v1/petitions/${acted.petition.record.id}`);
    return this.answer(reply, acted, viewer, locale);
  }

  @Get()
  @Describe({
    id: 'listPetitions',
    summary: '信访事项列表 · List petitions, newest first',
    query: PetitionFilter,
    answers: { 200: listOf(PetitionRow) },
  })
  async list(
    @Caller() viewer: Viewer,
    @InLocale() locale: Locale,
    @Query(new ZodPipe(PetitionFilter)) filter: PetitionFilter,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const rows = await this.office.list.page(viewer, filter, decodeCursor(filter.cursor, UUID));
    const page = pageOf(
      rows,
      filter.limit,
      (row) => row.id,
      (row) => presentRow(row, locale),
    );
    linkNext(request, reply, page);
    return page;
  }

  @Get(':id')
  @Describe({
    id: 'showPetition',
    summary: '查看信访事项，或其过去某时的情形 · Show a petition, as it is or as it was known at an instant',
    query: AsOf,
    answers: { 200: PetitionView, 304: null },
    headers: ['If-None-Match'],
  })
  async show(
    @Caller() viewer: Viewer,
    @InLocale() locale: Locale,
    @Param('id') id: string,
    @Query(new ZodPipe(AsOf)) { asOf }: z.output<typeof AsOf>,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (asOf !== undefined) return this.showPast({ viewer, locale, id, asOf });
    const petition = await this.office.petitions.find(viewer, id);
    const { revision } = petition.record;
    describeVersion(reply, revision);
    if (isUnchanged(ifNoneMatch, etagOf(revision))) {
      reply.status(304);
      return undefined;
    }
    return this.presenter.petition(petition, viewer, locale);
  }

  /** Nothing can be done in the past, and no write can rest on it: no version, no allowed events. */
  private async showPast({ viewer, locale, id, asOf }: { viewer: Viewer; locale: Locale; id: string; asOf: Instant }) {
    const petition = await this.office.past.asOf(viewer, id, asOf);
    return { ...this.presenter.petition(petition, viewer, locale), allowedEvents: [] };
  }

  @Post(':id/events')
  @HttpCode(200)
  @Describe({
    id: 'advancePetition',
    summary: '推进 · Advance a petition',
    body: EventRequest,
    answers: { 200: PetitionView },
    headers: ['If-Match', 'Idempotency-Key'],
  })
  async advance(
    @Caller() viewer: Viewer,
    @InLocale() locale: Locale,
    @Param('id') id: string,
    @Body(new ZodPipe(EventRequest)) body: z.output<typeof EventRequest>,
    @IfMatch() versions: Versions,
    @AsCommand() command: Command | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const acted = await this.office.send({ viewer, id, ...body, versions, command });
    return this.answer(reply, acted, viewer, locale);
  }

  private answer(reply: FastifyReply, { petition, replayed }: Acted, viewer: Viewer, locale: Locale): PetitionView {
    describeVersion(reply, petition.record.revision);
    if (replayed) reply.header('idempotency-replayed', 'true');
    return this.presenter.petition(petition, viewer, locale);
  }
}

function describeVersion(reply: FastifyReply, version: number): void {
  reply.headers({ etag: etagOf(version), vary: 'authorization, accept-language' });
}
