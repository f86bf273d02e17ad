import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { notFound } from '@huiyin/office';
import type { Office, Versions, Viewer } from '@huiyin/office';
import { OFFICE } from '@huiyin/platform';
import { AttachmentView } from '@huiyin/workflow/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Caller } from '../http/auth.guard.ts';
import { Describe } from '../http/describe.ts';
import { IfMatch } from '../http/preconditions.ts';
import { etagOf } from '../petitions/petition.presenter.ts';
import { Problem } from '../http/problem.ts';
import { uploadOf } from './upload.ts';

const Files = z.object({ items: z.array(AttachmentView) });

/** 附件: the files of a petition. */
@Controller('v1/petitions/:id/attachments')
export class AttachmentsController {
  constructor(@Inject(OFFICE) private readonly office: Office) {}

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
    @IfMatch() versions: Versions,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const upload = uploadOf(request, viewer.username);
    const { petition, replayed } = await this.office.attach({ viewer, id, upload, versions });
    const { record } = petition;
    reply.headers({ etag: etagOf(record.revision), location: `/v1/petitions/${id}/attachments` });
    if (replayed) reply.header('idempotency-replayed', 'true');
    const { attachments = [] } = record.context;
    const added = attachments.slice(-(await upload.listed()).length).map((file) => file.id);
    const all = await this.office.attachments.list(id, petition.knowsPersons);
    return { items: all.filter((file) => added.includes(file.id)) };
  }

  @Get()
  @Describe({ id: 'listAttachments', summary: '附件列表 · The files of a petition', answers: { 200: Files } })
  async list(@Caller() viewer: Viewer, @Param('id') id: string) {
    const { record, knowsPersons } = await this.office.petitions.find(viewer, id);
    return { items: await this.office.attachments.list(record.id, knowsPersons) };
  }

  @Get(':file')
  @Describe({ id: 'downloadAttachment', summary: '下载附件 · One file', answers: { 200: null }, produces: '*/*' })
  async download(
    @Caller() viewer: Viewer,
    @Param('id') id: string,
    @Param('file') file: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { record, knowsPersons } = await this.office.petitions.find(viewer, id);
    if (!knowsPersons) {
      const detail = { zh: '附件只供办理本件的人员查看', en: 'the files are for those who work on the petition' };
      throw new Problem('forbidden', detail);
    }
    const found = await this.office.attachments.content(record.id, file);
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
}
