import { HuiyinError } from '@huiyin/domain';
import { invalidInput } from '@huiyin/office';
import { createHash } from 'node:crypto';
import multipart from '@fastify/multipart';
import type { MultipartFile } from '@fastify/multipart';
import { MOST_BYTES, MOST_FILES } from '@huiyin/workflow/contract';
import type { NewFile, Upload } from '@huiyin/office';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import { commandOf, keyOf } from '../http/idempotency.ts';
import { Problem } from '../http/problem.ts';
import { EXTENSIONS, mediaTypeOf } from './media-types.ts';

/** Of all files of a request together. @unit bytes */
const MOST_TOGETHER = 2 * MOST_BYTES;
const MIB = 1024 * 1024;
/** Of a name its end is kept, which tells what kind of file it is. @unit UTF-16 code units, as the contract counts */
const LONGEST_NAME = 200;
/** What the cut leaves of a pair of code units: half a character, which no jsonb takes. */
const HALF = /^[\udc00-\udfff]/;

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

/** What a file is known by. */
type ListedFile = Pick<NewFile, 'name' | 'sha256'>;

interface ListedUpload extends Upload {
  readonly listed: () => Promise<readonly ListedFile[]>;
}

/**
 * The files of a request, read once and only when they are asked for: whole, or by name and hash where nobody keeps them.
 * @throws Problem 400 for a key that is none
 */
export function uploadOf(request: FastifyRequest, username: string): ListedUpload {
  const key = keyOf(request);
  let read: Promise<readonly ListedFile[]> | undefined;
  const listed = () => (read ??= listOf(request));
  return {
    files() {
      const files = filesOf(request);
      read = files;
      return files;
    },
    listed,
    async command() {
      if (key === undefined) return undefined;
      const asked = (await listed()).map(({ name, sha256 }) => [name, sha256]);
      return commandOf(request, username, key, asked);
    },
  };
}

/**
 * The files of a request, whole.
 * @throws Problem 415 for another media type, 413 for too many bytes, 422 for a file that is none of those that are taken
 */
async function filesOf(request: FastifyRequest): Promise<NewFile[]> {
  const files: NewFile[] = [];
  for await (const { name, content } of filesIn(request, whole)) files.push(checked(name, content, files.length));
  return files;
}

/** What the files of a request are known by, of which no more than a piece is in memory at a time. */
async function listOf(request: FastifyRequest): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  for await (const { name, sha256 } of filesIn(request, hashed)) files.push({ name, sha256 });
  return files;
}

async function whole(part: MultipartFile) {
  const content = await part.toBuffer();
  return { content, size: content.length };
}

async function hashed({ file }: MultipartFile) {
  const hash = createHash('sha256');
  for await (const piece of file) hash.update(piece as Buffer);
  return { sha256: hash.digest('hex'), size: file.bytesRead };
}

/**
 * Each file of a request, as it comes.
 * @param take reads it to its end
 * @throws Problem 415 for another media type, 413 for too many bytes; Refusal where there is no file, or too many
 */
async function* filesIn<T extends { readonly size: number }>(
  request: FastifyRequest,
  take: (part: MultipartFile) => Promise<T>,
): AsyncGenerator<T & { readonly name: string }, undefined> {
  if (!request.isMultipart()) {
    const detail = { zh: '请以 multipart/form-data 上传文件', en: 'send the files as multipart/form-data' };
    throw new Problem('unsupported-media-type', detail);
  }
  let [count, together] = [0, 0];
  try {
    for await (const part of request.files()) {
      const taken = await take(part);
      together += taken.size;
      if (part.file.truncated || together > MOST_TOGETHER) throw tooLarge();
      count++;
      yield { ...taken, name: nameOf(part.filename) };
    }
  } catch (error) {
    throw refusalOf(error);
  }
  if (count === 0) throw invalidInput([{ pointer: '', detail: { zh: '没有文件', en: 'there is no file' } }]);
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

/** The last part of whatever path a browser sends, without what no name should hold or no database can. */
function nameOf(given: string): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  return clean.slice(-LONGEST_NAME).replace(HALF, '');
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
  if (error instanceof HuiyinError) return error;
  const detail = { zh: '上传内容无法读取', en: 'the upload cannot be read' };
  return new Problem('malformed-request', detail, { cause: error });
}
