import { createParamDecorator, Inject } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PUBLIC } from '@huiyin/platform';
import { Sessions } from '@huiyin/office';
import type { Viewer } from '@huiyin/office';
import type { FastifyRequest } from 'fastify';
import { localeOf } from './locale.ts';
import { Problem } from './problem.ts';

interface AuthenticatedRequest extends FastifyRequest {
  viewer?: Viewer;
}

/** Who calls: a bearer token, or nobody. */
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const token = bearerOf(request);
    const viewer = token === null ? null : await this.sessions.viewer(token);
    if (!viewer) throw unauthorized();
    request.viewer = viewer;
    return true;
  }
}

export function bearerOf(request: FastifyRequest): string | null {
  return /^Bearer ([\x21-\x7e]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

function unauthorized(): Problem {
  const detail = { zh: '请在 Authorization 中附上有效的令牌', en: 'send a valid token in Authorization' };
  return new Problem('unauthorized', detail, { headers: { 'www-authenticate': 'Bearer' } });
}

/** The logged-in caller. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Viewer =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

export function callerOf({ viewer }: AuthenticatedRequest): Viewer {
  if (!viewer) throw unauthorized();
  return viewer;
}

/** The language of the answer. */
export const InLocale = createParamDecorator((_: unknown, context: ExecutionContext) =>
  localeOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
