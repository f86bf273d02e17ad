import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Viewer } from '@huiyin/runtime';
import type { CaseRecord } from '@huiyin/workflow';
import { AttachmentView } from '@huiyin/workflow/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Caller } from '../http/auth.guard.ts';
import { Describe } from '../http/describe.ts';
import { commandOf } from '../http/idempotency.ts';
import { etagOf } from '../http/preconditions.ts';
import { notFound, Problem } from '../http/problem.ts';
import { PetitionPresenter } from '../petitions/petition.presenter.ts';
import { PetitionQuery } from '../petitions/petition.query.ts';
import { AttachFiles } from './attach.ts';
import { AttachmentsQuery } from './attachments.query.ts';
import { filesOf } from './upload.ts';

const Files = z.object({ items: z.array(AttachmentView) });
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** 附件: the files of a petition. */
@Controller('v1/petitions/:id/attachments')
export class AttachmentsController {
  constructor(
    @Inject(PetitionQuery) private readonly petitions: PetitionQuery,
    @Inject(PetitionPresenter) private readonly presenter: PetitionPresenter,
    @Inject(AttachmentsQuery) private readonly attachments: AttachmentsQuery,
    @Inject(AttachFiles) private readonly attaching: AttachFiles,
  ) {}

  @Post()
  @Describe({
    id: 'attachFiles',
    summary: '上传附件 · Attach files',
    files: true,
    answers: { 201: Files },
    headers: ['If-Match', 'Idempotency-Key'],
  })
  async attach(
    @Caller() viewer: Viewer,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.petitions.find(viewer, id); // before anything is read of what may be long
    const files = await filesOf(request);
    const asked = files.map(({ name, sha256 }) => [name, sha256]);
    const command = commandOf(request, viewer.username, asked);
    const ifMatch = request.headers['if-match'];
    const { ids, version, replayed } = await this.attaching.attach({ viewer, found, files, ifMatch, command });
    reply.headers({ etag: etagOf(version), location: `/v1/petitions/${id}/attachments` });
    if (replayed) reply.header('idempotency-replayed', 'true');
    const all = await this.filesIn(found.record, viewer);
    return { items: all.filter((file) => ids.includes(file.id)) };
  }

  @Get()
  @Describe({ id: 'listAttachments', summary: '附件列表 · The files of a petition', answers: { 200: Files } })
  async list(@Caller() viewer: Viewer, @Param('id') id: string) {
    const { record } = await this.petitions.find(viewer, id);
    return { items: await this.filesIn(record, viewer) };
  }

  @Get(':file')
  @Describe({ id: 'downloadAttachment', summary: '下载附件 · One file', answers: { 200: null }, produces: '*/*' })
  async download(
    @Caller() viewer: Viewer,
    @Param('id') id: string,
    @Param('file') file: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { record } = await this.petitions.find(viewer, id);
    if (!this.presenter.mayKnow(viewer, record)) {
      const detail = { zh: '附件只供办理本件的人员查看', en: 'the files are for those who work on the petition' };
      throw new Problem('forbidden', detail);
    }
    const found = UUID.test(file) ? await this.attachments.content(record.id, file) : null;
    if (!found?.content)
      throw notFound({ zh: '没有这个附件，或已删除', en: 'there is no such file, or it was erased' });
    reply.headers({
      'content-type': found.mediaType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name ?? file)}`,
      // Whatever is in it, a browser that is made to show it runs nothing.
      'content-security-policy': "default-src 'none'; sandbox",
      etag: `"${found.sha256}"`,
    });
    return found.content;
  }

  private filesIn(record: CaseRecord, viewer: Viewer): Promise<AttachmentView[]> {
    return this.attachments.list(record.id, this.presenter.mayKnow(viewer, record));
  }
}
