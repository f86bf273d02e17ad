import type { FieldFault, Words } from '@huiyin/office';
import type { Locale } from './locale.ts';

/** Every problem the API knows: its stable name, HTTP status and titles. `/problems/<name>` is its type (RFC 9457). */
export const PROBLEMS = {
  'malformed-request': { status: 400, zh: '请求无法读取', en: 'The request cannot be read' },
  unauthorized: { status: 401, zh: '请先登录', en: 'Log in first' },
  forbidden: { status: 403, zh: '无权进行此操作', en: 'This is not yours to do' },
  'not-found': { status: 404, zh: '没有找到', en: 'Not found' },
  'method-not-allowed': { status: 405, zh: '不支持此方法', en: 'Method not allowed' },
  'event-not-accepted': { status: 409, zh: '当前环节不能进行此操作', en: 'The procedure does not allow this now' },
  'idempotency-key-in-progress': { status: 409, zh: '同一请求正在处理', en: 'The first request is still running' },
  'stale-version': { status: 412, zh: '内容已被他人更新', en: 'Somebody else has changed it' },
  'payload-too-large': { status: 413, zh: '请求过大', en: 'The request is too large' },
  'unsupported-media-type': { status: 415, zh: '只接受 application/json', en: 'Only application/json is accepted' },
  'invalid-input': { status: 422, zh: '填写有误', en: 'Some fields are not valid' },
  'idempotency-key-reused': {
    status: 422,
    zh: '幂等键已用于另一请求',
    en: 'The idempotency key was used for another request',
  },
  'precondition-required': { status: 428, zh: '须注明所依据的版本', en: 'State the version you have seen' },
  'too-many-requests': { status: 429, zh: '尝试过多，请稍后', en: 'Too many attempts, wait a while' },
  internal: { status: 500, zh: '系统内部错误', en: 'Something went wrong here' },
  unavailable: { status: 503, zh: '系统暂不可用', en: 'Not available just now' },
} as const;
export type ProblemName = keyof typeof PROBLEMS;

interface Extra {
  readonly errors?: readonly FieldFault[];
  /** Members beside the standard ones: `state`, `version`, … */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is not the one asked for. */
export class Problem extends Error {
  constructor(
    readonly problem: ProblemName,
    readonly detail: Words,
    readonly extra: Extra = {},
  ) {
    super(detail.en);
  }

  body(instance: string, locale: Locale): Record<string, unknown> {
    const { status, [locale]: title } = PROBLEMS[this.problem];
    const type = `/problems/${this.problem}`;
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
