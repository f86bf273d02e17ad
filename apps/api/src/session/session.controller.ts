import { Body, Controller, Delete, Get, Header, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { Public } from '@huiyin/platform';
import { Sessions } from '@huiyin/office';
import type { Viewer } from '@huiyin/office';
import { AccountView, SessionView } from '@huiyin/workflow/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { bearerOf, Caller } from '../http/auth.guard.ts';
import { Describe } from '../http/describe.ts';
import { Problem } from '../http/problem.ts';
import { ZodPipe } from '../http/zod.pipe.ts';

const Login = z.strictObject({ username: z.string().min(1).max(100), password: z.string().min(1).max(1000) });

/** Logging in with a local account. */
@Controller('v1/session')
export class SessionController {
  constructor(@Inject(Sessions) private readonly sessions: Sessions) {}

  @Post()
  @Public()
  @Header('cache-control', 'no-store')
  @Describe({ id: 'login', summary: '登录 · Log in', body: Login, answers: { 201: SessionView }, open: true })
  async login(@Body(new ZodPipe(Login)) { username, password }: z.output<typeof Login>) {
    const session = await this.sessions.login(username, password);
    if (!session) {
      throw new Problem('unauthorized', { zh: '用户名或密码不对', en: 'the name or the password is wrong' });
    }
    const { token, expiresAt, viewer } = session;
    return { token, expiresAt: expiresAt.toISOString(), account: present(viewer) };
  }

  @Get()
  @Describe({ id: 'whoAmI', summary: '我是谁 · Who am I', answers: { 200: AccountView } })
  whoAmI(@Caller() viewer: Viewer) {
    return present(viewer);
  }

  @Delete()
  @HttpCode(204)
  @Describe({ id: 'logout', summary: '退出 · Log out', answers: { 204: null } })
  async logout(@Req() request: FastifyRequest): Promise<void> {
    await this.sessions.logout(bearerOf(request) ?? '');
  }
}

function present({ username, name, unit, roles }: Viewer) {
  return { username, name, unit, roles };
}
