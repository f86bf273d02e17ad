import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { endConnectionsAtStop, nestLogger } from '@huiyin/platform';
import type { Config } from '@huiyin/platform';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { WorkerModule } from './worker.module.ts';

/** Builds the worker. It serves its health and metrics over HTTP, nothing else. */
export async function createWorker(config: Config, logger: Logger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter();
  const app = await NestFactory.create<NestFastifyApplication>(WorkerModule.forRoot(config, logger), adapter, {
    logger: nestLogger(logger),
    abortOnError: false,
  });
  endConnectionsAtStop(adapter.getInstance<FastifyInstance>());
  app.enableShutdownHooks([], { useProcessExit: true }); // a stop that was asked for is a success
  return app;
}
