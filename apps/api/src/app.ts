import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { addLogContext, endConnectionsAtStop, Metrics, nestLogger, withLogContext } from '@huiyin/platform';
import type { Config } from '@huiyin/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.ts';
import { acceptFiles } from './attachments/upload.ts';
import { acceptJson, BODY_LIMIT } from './http/json-body.ts';
import { serveDescription } from './http/openapi.ts';
import { ProblemFilter } from './http/problem.filter.ts';

/** A request id of the caller's is kept when it is short and harmless. */
const REQUEST_ID = /^[\w.-]{1,64}$/;

/** Builds the API without listening. */
export async function createApi(config: Config, logger: Logger): Promise<NestFastifyApplication> {
  const problems = new ProblemFilter(logger);
  const adapter = new FastifyAdapter({
    // What the router refuses before any route, such as a path that is no URL.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      problems.answer(error, request, reply),
    bodyLimit: BODY_LIMIT,
    requestIdHeader: false,
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config, logger), adapter, {
    logger: nestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  acceptJson(fastify);
  acceptFiles(fastify);
  endConnectionsAtStop(fastify);
  observe(fastify, logger, app.get(Metrics));
  serveDescription(app);
  app.enableShutdownHooks();
  return app;
}

/** One log line and one measurement a request; every line in between carries its id. */
function observe(fastify: FastifyInstance, logger: Logger, metrics: Metrics): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    withLogContext({ requestId: request.id }, () => {
      void reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff' });
      // Whatever is told to one person is kept by nobody in between, and asked for anew by their own browser.
      if (request.url.startsWith('/v1/')) void reply.header('cache-control', 'private, no-cache');
      done();
    });
  });
  fastify.addHook('preHandler', (request, _reply, done) => {
    const { id } = (request.params ?? {}) as { id?: string };
    if (id !== undefined && request.url.startsWith('/v1/petitions/')) addLogContext({ caseId: id });
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const status = reply.statusCode;
    metrics.requestSeconds.observe({ method: request.method, route, status }, reply.elapsedTime / 1000);
    logger.info({ method: request.method, route, status, ms: Math.round(reply.elapsedTime) }, 'request');
    done();
  });
}
