import { HuiyinError } from '@huiyin/domain';
import type { Verdict } from '@huiyin/domain';
import type { FieldFault, Words } from '@huiyin/office';
import type { Locale } from './locale.ts';

interface Kind {
  readonly status: number;
  /** What a caller should do who is told so; left out where it is to give up. */
  readonly verdict?: Verdict;
  readonly zh: string;
  readonly en: string;
}

/** Every problem the API knows: its stable name, HTTP status and titles. `/problems/<name>` is its type (RFC 9457). */
const KINDS = {
  'malformed-request': { status: 400, zh: '请求无法读取', en: 'The request cannot be read' },
  unauthorized: { status: 401, zh: '请先登录', en: 'Log in first' },
  forbidden: { status: 403, zh: '无权进行此操作', en: 'This is not yours to do' },
  'not-found': { status: 404, zh: '没有找到', en: 'Not found' },
  'method-not-allowed': { status: 405, zh: '不支持此方法', en: 'Method not allowed' },
  'event-not-accepted': { status: 409, zh: '当前环节不能进行此操作', en: 'The procedure does not allow this now' },
  'idempotency-key-in-progress': {
    status: 409,
    verdict: 'retry',
    zh: '同一请求正在处理',
    en: 'The first request is still running',
  },
  'stale-version': { status: 412, verdict: 'conflict', zh: '内容已被他人更新', en: 'Somebody else has changed it' },
  'payload-too-large': { status: 413, zh: '请求过大', en: 'The request is too large' },
  'unsupported-media-type': { status: 415, zh: '只接受 application/json', en: 'Only application/json is accepted' },
  'invalid-input': { status: 422, zh: '填写有误', en: 'Some fields are not valid' },
  'idempotency-key-reused': {
    status: 422,
    zh: '幂等键已用于另一请求',
    en: 'The idempotency key was used for another request',
  },
  'precondition-required': {
    status: 428,
    verdict: 'conflict',
    zh: '须注明所依据的版本',
    en: 'State the version you have seen',
  },
  'too-many-requests': {
    status: 429,
    verdict: 'retry',
    zh: '尝试过多，请稍后',
    en: 'Too many attempts, wait a while',
  },
  internal: { status: 500, zh: '系统内部错误', en: 'Something went wrong here' },
  unavailable: { status: 503, verdict: 'retry', zh: '系统暂不可用', en: 'Not available just now' },
} as const satisfies Record<string, Kind>;
export type ProblemName = keyof typeof KINDS;
export const PROBLEMS: Readonly<Record<ProblemName, Kind>> = KINDS;

interface Extra extends ErrorOptions {
  readonly errors?: readonly FieldFault[];
  /** Members beside the standard ones: `state`, `version`, … */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is not the one asked for. */
export class Problem extends HuiyinError {
  readonly verdict: Verdict;

  constructor(
    readonly code: ProblemName,
    readonly detail: Words,
    readonly extra: Extra = {},
  ) {
    super(detail.en, extra);
    this.verdict = PROBLEMS[code].verdict ?? 'reject';
  }

  body(instance: string, locale: Locale): Record<string, unknown> {
    const { status, [locale]: title } = PROBLEMS[this.code];
    const type = `/problems/${this.code}`;
    const errors = this.extra.errors?.map(({ detail, ...error }) => ({ ...error, detail: detail[locale] }));
    return {
      type,
      title,
      status,
      detail: this.detail[locale],
      instance,
      ...(errors && { errors }),
      ...this.extra.members,
    };
  }
}
