import { HuiyinError } from '@huiyin/domain';
import type { DomainError } from '@huiyin/domain';
import { HttpException } from '@nestjs/common';
import { notFound } from '@huiyin/office';
import type { OfficeError, Refusal } from '@huiyin/office';
import { passing } from '@huiyin/workflow';
import type { EngineError, Passing } from '@huiyin/workflow';
import { Problem } from './problem.ts';
import type { ProblemName } from './problem.ts';

/** An error that a request can meet. */
type Foreseen = DomainError | EngineError | OfficeError;

/** How each of them is told, by its code. */
type Tellings = { readonly [E in Foreseen as E['code']]: (error: E) => Problem };

const plain = (name: ProblemName, zh: string, en: string) => new Problem(name, { zh, en });

/** What nobody can mend by asking otherwise, and nobody foresaw to happen here. */
const internal = (): Problem =>
  plain('internal', '请稍后再试，或把请求编号告知管理员', 'try again later, or tell an administrator the request id');

/** The chart or what is stored is broken. */
const broken = (): Problem => plain('internal', '请稍后再试', 'try again');

const away = (): Problem => plain('unavailable', '请稍后再试', 'try again');

/** Somebody has waited already for what others hold; to ask again at once would only make the queue longer. @unit seconds */
const RETRY_AFTER = 2;

function held(): Problem {
  const detail = {
    zh: `他人正在处理，请在 ${RETRY_AFTER} 秒后再试`,
    en: `others are at it: try again in ${RETRY_AFTER} seconds`,
  };
  return new Problem('unavailable', detail, { headers: { 'retry-after': String(RETRY_AFTER) } });
}

const refused =
  (name: ProblemName) =>
  ({ detail, faults, more: { members, replayed } }: Refusal): Problem =>
    new Problem(name, detail, {
      ...(faults.length > 0 && { errors: faults }),
      ...(members && { members }),
      ...(replayed && { headers: { 'idempotency-replayed': 'true' } }),
    });

const TOLD: Tellings = {
  // What the office refuses.
  'not-found': refused('not-found'),
  forbidden: refused('forbidden'),
  'invalid-input': refused('invalid-input'),
  'version-required': refused('precondition-required'),
  'event-not-accepted': refused('event-not-accepted'),
  TOO_MANY_LOGINS({ retryAfter }) {
    const detail = { zh: `请在 ${retryAfter} 秒后再试`, en: `try again in ${retryAfter} seconds` };
    return new Problem('too-many-requests', detail, { headers: { 'retry-after': String(retryAfter) } });
  },
  // What a step comes to.
  CASE_NOT_FOUND: () => refused('not-found')(notFound()),
  REVISION_CONFLICT({ current }) {
    const detail = {
      zh: `当前版本为 ${current}，请刷新后再操作`,
      en: `the current version is ${current}; read it again`,
    };
    return new Problem('stale-version', detail, { members: { version: current }, headers: { etag: `"${current}"` } });
  },
  COMMAND_REUSED: () => plain('idempotency-key-reused', '请换一个幂等键', 'use another key'),
  COMMAND_IN_PROGRESS: () => plain('idempotency-key-in-progress', '请稍后以同一键重试', 'try again with the same key'),
  TOO_MUCH_CONTENTION: held,
  // The office tells it as a refusal of its own.
  EVENT_NOT_ACCEPTED: broken,
  UNKNOWN_MACHINE: broken,
  UNKNOWN_MIGRATION: broken,
  UNKNOWN_AMENDMENT: broken,
  STATES_UNMAPPED: broken,
  TWO_STATES_AT_ONCE: broken,
  UNSOUND_MACHINE: broken,
  ENDLESS_TIMERS: broken,
  DELAY_NOT_FINITE: broken,
  BROKEN_HISTORY: internal,
  MIGRATION_MISPLACED: internal,
  UNKNOWN_CALENDAR: internal,
  CALENDAR_YEAR_MISSING: internal,
  // What is checked before it comes here, or belongs to a start, a command or a worker.
  NO_CHART: internal,
  INVALID_DATE: internal,
  INVALID_PERIOD: internal,
  INVALID_CALENDAR: internal,
  DATABASE_TOO_OLD: internal,
  INVALID_LAW: internal,
  INVALID_ORGANISATION: internal,
  INVALID_ABSENCE: internal,
  UNDELIVERABLE: internal,
};

/** What PostgreSQL cannot do just now. */
const PASSING: Readonly<Record<Passing, () => Problem>> = { held, away };

/** What Nest and Fastify refuse, by the status they mean. */
const BY_STATUS: Readonly<Record<number, Problem>> = {
  400: plain('malformed-request', '请求体须为有效的 UTF-8 JSON', 'the body must be valid UTF-8 JSON'),
  404: plain('not-found', '没有这个地址', 'there is nothing at this address'),
  414: plain('not-found', '没有这个地址', 'there is nothing at this address'),
  405: plain('method-not-allowed', '此地址不支持该方法', 'this address does not take that method'),
  413: plain('payload-too-large', '请求体不能超过 1 MiB', 'the body may have at most 1 MiB'),
  415: plain('unsupported-media-type', '请以 application/json 发送', 'send application/json'),
};

/** Whatever was thrown, as it is told to the caller. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HuiyinError) return told(error);
  const passes = passing(error);
  if (passes) return PASSING[passes]();
  return BY_STATUS[statusOf(error)] ?? internal();
}

function told(error: HuiyinError): Problem {
  const tell = TOLD[error.code as Foreseen['code']] as ((error: HuiyinError) => Problem) | undefined;
  return tell?.(error) ?? internal();
}

/** Errors of Nest and of Fastify carry the status they stand for. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  return error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
}
