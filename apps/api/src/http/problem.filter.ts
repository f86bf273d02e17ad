import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { LOGGER } from '@huiyin/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { localeOf } from './locale.ts';
import { PROBLEMS } from './problem.ts';
import { problemOf } from './tellings.ts';

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
    const { status } = PROBLEMS[problem.code];
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
