import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/public.ts';
import { Metrics } from './metrics.ts';
import { ReadinessProbe } from './readiness.ts';

/** For whatever watches the process. Says nothing of any petition. */
@Controller()
@Public()
@ApiExcludeController()
export class HealthController {
  constructor(
    @Inject(ReadinessProbe) private readonly probe: ReadinessProbe,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** The process answers; nothing else is asked, so that no outage elsewhere restarts it. */
  @Get('livez')
  live() {
    return { status: 'ok' };
  }

  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const readiness = await this.probe.read();
    reply.status(readiness.status === 'down' ? 503 : 200).header('cache-control', 'no-store');
    return readiness;
  }

  @Get('metrics')
  async scrape(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.metrics.render();
    await reply.header('content-type', this.metrics.registry.contentType).send(text);
  }
}
