import { toIso } from '@huiyin/domain';
import { Body, Controller, Get, Inject, Put, Req, Res } from '@nestjs/common';
import { CLOCK, VirtualClock } from '@huiyin/platform';
import { invalidInput, mustHaveRole } from '@huiyin/office';
import type { Viewer } from '@huiyin/office';
import type { Clock } from '@huiyin/workflow';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Caller } from '../http/auth.guard.ts';
import { Describe } from '../http/describe.ts';
import { leaving } from '../http/leaving.ts';
import { Problem } from '../http/problem.ts';
import { ZodPipe } from '../http/zod.pipe.ts';
import { Drain } from './drain.ts';

const ClockView = z.object({ now: z.iso.datetime(), kind: z.enum(['system', 'virtual']) });
const MoveClock = z.strictObject({ now: z.iso.datetime({ offset: true }) });

/** Every open petition is escalated week by week until then, so a slip of the pen would keep the workers busy for hours. */
const FARTHEST_MS = 3 * 366 * 86_400_000;

/** The legal clock; movable where the system runs on a virtual one, for demonstrations, training and tests. */
@Controller('v1/clock')
export class ClockController {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Drain) private readonly drain: Drain,
  ) {}

  @Get()
  @Describe({ id: 'showClock', summary: '系统时间 · The legal time', answers: { 200: ClockView } })
  async show() {
    return { now: toIso(await this.clock.now()), kind: this.clock instanceof VirtualClock ? 'virtual' : 'system' };
  }

  @Put()
  @Describe({
    id: 'moveClock',
    summary: '拨快虚拟时钟 · Move the virtual clock forward; answers when everything due has been fired',
    body: MoveClock,
    answers: { 200: ClockView },
  })
  async move(
    @Caller() viewer: Viewer,
    @Body(new ZodPipe(MoveClock)) { now }: z.output<typeof MoveClock>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    mustHaveRole(viewer, 'admin');
    if (!(this.clock instanceof VirtualClock)) {
      throw new Problem('forbidden', { zh: '系统使用真实时钟', en: 'the system runs on the real clock' });
    }
    if (Date.parse(now) > (await this.clock.now()) + FARTHEST_MS) {
      throw invalidInput([
        { pointer: '/now', detail: { zh: '一次最多拨快三年', en: 'at most three years at a time' } },
      ]);
    }
    const moved = await this.clock.moveTo(Date.parse(now));
    if (!moved) throw invalidInput([{ pointer: '/now', detail: { zh: '只能向前拨', en: 'forwards only' } }]);
    await this.drain.untilQuiet(leaving(request, reply));
    return this.show();
  }
}
