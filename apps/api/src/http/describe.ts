import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiProduces, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

type Header = 'Idempotency-Key' | 'If-Match' | 'If-None-Match' | 'Last-Event-ID';

interface Description {
  readonly id: string;
  readonly summary: string;
  readonly body?: z.ZodType;
  /** Takes files, as multipart/form-data. */
  readonly files?: boolean;
  readonly query?: z.ZodObject;
  /** By status; null for an answer without a body. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
  readonly headers?: readonly Header[];
  readonly produces?: string;
  /** For whoever has no token yet. */
  readonly open?: boolean;
}

const HEADERS: Readonly<Record<Header, { description: string; required: boolean }>> = {
  'Idempotency-Key': {
    description: '同一键重复请求得到第一次的答复 · The same key gives the first answer again',
    required: false,
  },
  'If-Match': { description: '所依据版本的 ETag · The ETag of the version the write rests on', required: true },
  'If-None-Match': { description: '已有版本的 ETag · The ETag of the copy at hand', required: false },
  'Last-Event-ID': { description: '断线前最后收到的编号 · The last id received', required: false },
};

const FILES = {
  type: 'object',
  properties: { file: { type: 'array', items: { type: 'string', format: 'binary' } } },
} as const;

/** A page of a list. */
export function listOf(item: z.ZodType) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** Describes an operation for /openapi.json from the very schemas that parse it. */
export function Describe({
  id,
  summary,
  body,
  files = false,
  query,
  answers,
  headers = [],
  produces,
  open,
}: Description): MethodDecorator {
  return applyDecorators(
    ApiOperation({ operationId: id, summary, ...(open ? { security: [] } : {}) }),
    ...(body ? [ApiBody({ schema: schemaOf(body, 'input') })] : []),
    ...(files ? [ApiConsumes('multipart/form-data'), ApiBody({ schema: FILES })] : []),
    ...(produces ? [ApiProduces(produces)] : []),
    ...Object.entries(query?.shape ?? {}).map(([name, field]) =>
      ApiQuery({ name, required: false, schema: schemaOf(field as z.ZodType, 'input') }),
    ),
    ...headers.map((name) => ApiHeader({ name, ...HEADERS[name], schema: { type: 'string' } })),
    ...Object.entries(answers).map(([status, schema]) =>
      ApiResponse({
        status: Number(status),
        description: STATUS_WORDS[status] ?? status,
        ...(schema ? { schema: schemaOf(schema, 'output') } : {}),
      }),
    ),
    ApiResponse({
      status: 'default',
      description: 'RFC 9457',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  304: 'Not Modified',
};

/** Named schemas that operations refer to; openapi.ts puts them into the document. */
export const COMPONENTS: Record<string, object> = {};

/** OpenAPI 3.1 speaks JSON Schema 2020-12; Nest's types still describe 3.0. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): never {
  const generated = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
  const {
    $schema: _dialect,
    $defs,
    ...rest
  } = JSON.parse(generated.replaceAll('#/$defs/', '#/components/schemas/')) as {
    $schema: string;
    $defs?: Record<string, object>;
  };
  Object.assign(COMPONENTS, $defs);
  return rest as never;
}
