import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/public.ts';
import { Metrics } from './metrics.ts';
import { ReadinessProbe } from './readiness.ts';

/** For whatever watches the process. Says nothing of any petition. */
@Controller()
@Public()
@ApiTags('health')
export class HealthController {
  constructor(
    @Inject(ReadinessProbe) private readonly probe: ReadinessProbe,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** The process answers; nothing else is asked, so that no outage elsewhere restarts it. */
  @Get('livez')
  @ApiOperation({ operationId: 'live', summary: '进程在运行 · The process answers' })
  live() {
    return { status: 'ok' };
  }

  @Get('readyz')
  @ApiOperation({ operationId: 'ready', summary: '可以工作 · It can work, and how punctually' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const readiness = await this.probe.read();
    reply.status(readiness.status === 'down' ? 503 : 200).header('cache-control', 'no-store');
    return readiness;
  }

  @Get('metrics')
  @ApiOperation({ operationId: 'metrics', summary: '运行指标 · OpenMetrics' })
  async scrape(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.metrics.render();
    await reply.header('content-type', this.metrics.registry.contentType).send(text);
  }
}
