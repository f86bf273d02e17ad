import { invalidInput, Refusal } from '@huiyin/office';
import { createHash } from 'node:crypto';
import multipart from '@fastify/multipart';
import { MOST_BYTES, MOST_FILES } from '@huiyin/workflow/contract';
import type { NewFile } from '@huiyin/office';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import { Problem } from '../http/problem.ts';
import { EXTENSIONS, mediaTypeOf } from './media-types.ts';

/** Of all files of a request together. @unit bytes */
const MOST_TOGETHER = 2 * MOST_BYTES;
const MIB = 1024 * 1024;

/** Lets the one route that takes files read them; every other goes on refusing what is no JSON. */
export function acceptFiles(fastify: FastifyInstance): void {
  void fastify.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: MOST_BYTES, files: MOST_FILES.aStep, fields: 0, parts: MOST_FILES.aStep },
  });
  fastify.addHook('preHandler', (request, _reply, done) => {
    const takesFiles = request.routeOptions.url?.endsWith('/attachments') ?? false;
    done(request.isMultipart() && !takesFiles ? notFiles() : undefined);
  });
}

function notFiles(): Problem {
  return new Problem('unsupported-media-type', { zh: '请以 application/json 发送', en: 'send application/json' });
}

/**
 * The files of a request, whole.
 * @throws Problem 415 for another media type, 413 for too many bytes, 422 for a file that is none of those that are taken
 */
export async function filesOf(request: FastifyRequest): Promise<NewFile[]> {
  if (!request.isMultipart()) {
    const detail = { zh: '请以 multipart/form-data 上传文件', en: 'send the files as multipart/form-data' };
    throw new Problem('unsupported-media-type', detail);
  }
  const files: NewFile[] = [];
  let together = 0;
  try {
    for await (const part of request.files()) {
      const content = await part.toBuffer();
      together += content.length;
      if (part.file.truncated || together > MOST_TOGETHER) throw tooLarge();
      files.push(checked(nameOf(part.filename), content, files.length));
    }
  } catch (error) {
    throw refusalOf(error);
  }
  if (files.length === 0) {
    throw invalidInput([{ pointer: '', detail: { zh: '没有文件', en: 'there is no file' } }]);
  }
  return files;
}

function checked(name: string, content: Buffer, index: number): NewFile {
  const pointer = `/${index}`;
  if (content.length === 0) {
    throw invalidInput([{ pointer, detail: { zh: `“${name}”是空文件`, en: `“${name}” is empty` } }]);
  }
  const mediaType = mediaTypeOf(name, content);
  if (mediaType === null) {
    const detail = {
      zh: `“${name}”不是可以接收的文件（${EXTENSIONS.join('、')}），或内容与扩展名不符`,
      en: `“${name}” is none of ${EXTENSIONS.join(', ')}, or not what its name says`,
    };
    throw invalidInput([{ pointer, detail }]);
  }
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { id: uuid(), name, mediaType, size: content.length, sha256, content };
}

/** The last part of whatever path a browser sends, without what no name should hold. */
function nameOf(given: string): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const clean = last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return clean.length <= 200 ? clean : clean.slice(-200);
}

function tooLarge(): Problem {
  return new Problem('payload-too-large', {
    zh: `每个文件不能超过 ${MOST_BYTES / MIB} MiB，一次共不能超过 ${MOST_TOGETHER / MIB} MiB`,
    en: `a file has at most ${MOST_BYTES / MIB} MiB, those of one request ${MOST_TOGETHER / MIB} MiB together`,
  });
}

/** The limits are those of the library, the words are ours. */
function refusalOf(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT') {
    const detail = { zh: `一次最多 ${MOST_FILES.aStep} 个文件`, en: `at most ${MOST_FILES.aStep} files at once` };
    return invalidInput([{ pointer: '', detail }]);
  }
  if (code === 'FST_FIELDS_LIMIT') {
    return invalidInput([{ pointer: '', detail: { zh: '只接收文件', en: 'only files are taken' } }]);
  }
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge();
  if (error instanceof Problem || error instanceof Refusal) return error;
  return new Problem('malformed-request', { zh: '上传内容无法读取', en: 'the upload cannot be read' });
}
