import { Catch, HttpException, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import {
  CaseNotFound,
  CommandInProgress,
  CommandReused,
  isLockTimeout,
  RevisionConflict,
  WorkflowError,
} from '@huiyin/workflow';
import { notFound, Refusal, TooManyLogins } from '@huiyin/office';
import type { RefusalCode } from '@huiyin/office';
import { isDatabaseAway, LOGGER } from '@huiyin/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { localeOf } from './locale.ts';
import { Problem, PROBLEMS } from './problem.ts';
import type { ProblemName } from './problem.ts';

/** Turns whatever was thrown into a problem document. The only place where errors meet HTTP. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = problemOf(error);
    const { status } = PROBLEMS[problem.problem];
    if (status >= 500) this.logger.error({ err: error }, 'request failed');
    if (reply.sent) return;
    // As bytes: to a text Fastify would add a charset parameter, which is none of this media type's (RFC 9457).
    const body = Buffer.from(JSON.stringify(problem.body(request.url.split('?')[0] ?? '', localeOf(request))));
    void reply
      .status(status)
      .headers({ ...problem.extra.headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
      .send(body);
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return refused(error);
  if (error instanceof TooManyLogins) return tooManyLogins(error);
  if (error instanceof WorkflowError) return workflowProblem(error);
  if (isLockTimeout(error)) return busy();
  if (isDatabaseAway(error)) return new Problem('unavailable', TRY_AGAIN);
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  return (
    FROM_STATUS[status] ??
    new Problem('internal', {
      zh: '请稍后再试，或把请求编号告知管理员',
      en: 'try again later, or tell an administrator the request id',
    })
  );
}

const TRY_AGAIN = { zh: '请稍后再试', en: 'try again' };

/** What the office refuses, by the problem that says so. */
const REFUSED: Readonly<Record<RefusalCode, ProblemName>> = {
  'not-found': 'not-found',
  forbidden: 'forbidden',
  'invalid-input': 'invalid-input',
  'version-required': 'precondition-required',
  'event-not-accepted': 'event-not-accepted',
};

function refused({ code, detail, more }: Refusal): Problem {
  const { faults, members, replayed } = more;
  return new Problem(REFUSED[code], detail, {
    ...(faults && { errors: faults }),
    ...(members && { members }),
    ...(replayed && { headers: { 'idempotency-replayed': 'true' } }),
  });
}

function workflowProblem(error: WorkflowError): Problem {
  if (error instanceof RevisionConflict) {
    return new Problem(
      'stale-version',
      {
        zh: `当前版本为 ${error.current}，请刷新后再操作`,
        en: `the current version is ${error.current}; read it again`,
      },
      { members: { version: error.current }, headers: { etag: `"${error.current}"` } },
    );
  }
  if (error instanceof CaseNotFound) return refused(notFound());
  if (error instanceof CommandReused) {
    return new Problem('idempotency-key-reused', { zh: '请换一个幂等键', en: 'use another key' });
  }
  if (error instanceof CommandInProgress) {
    return new Problem('idempotency-key-in-progress', { zh: '请稍后以同一键重试', en: 'try again with the same key' });
  }
  if (error.verdict === 'retry') return busy();
  return new Problem('internal', TRY_AGAIN);
}

/** Somebody has waited already for what others hold; to ask again at once would only make the queue longer. @unit seconds */
const RETRY_AFTER = 2;

function busy(): Problem {
  const detail = {
    zh: `他人正在处理，请在 ${RETRY_AFTER} 秒后再试`,
    en: `others are at it: try again in ${RETRY_AFTER} seconds`,
  };
  return new Problem('unavailable', detail, { headers: { 'retry-after': String(RETRY_AFTER) } });
}

function tooManyLogins({ retryAfter }: TooManyLogins): Problem {
  const detail = { zh: `请在 ${retryAfter} 秒后再试`, en: `try again in ${retryAfter} seconds` };
  return new Problem('too-many-requests', detail, { headers: { 'retry-after': String(retryAfter) } });
}

/** Errors of Fastify itself carry the status they stand for. */
function statusOf(error: unknown): number {
  return error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
}

const plain = (name: ProblemName, zh: string, en: string) => new Problem(name, { zh, en });

const FROM_STATUS: Readonly<Record<number, Problem>> = {
  400: plain('malformed-request', '请求体须为有效的 UTF-8 JSON', 'the body must be valid UTF-8 JSON'),
  404: plain('not-found', '没有这个地址', 'there is nothing at this address'),
  414: plain('not-found', '没有这个地址', 'there is nothing at this address'),
  405: plain('method-not-allowed', '此地址不支持该方法', 'this address does not take that method'),
  413: plain('payload-too-large', '请求体不能超过 1 MiB', 'the body may have at most 1 MiB'),
  415: plain('unsupported-media-type', '请以 application/json 发送', 'send application/json'),
};
