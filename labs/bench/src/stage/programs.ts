import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@huiyin/tools/free-port';
import { root } from '@huiyin/tools/workspace';
import type { Job } from './answering.ts';
import { Helper } from './helper.ts';
import type { Program } from './program.ts';
import { Server } from './server.ts';

/** The programs that are running. Each resolves when it is ready. */
export class Programs {
  private readonly running = new Set<Program>();
  private readonly log: string;

  /** @param log the file to which all of them write */
  constructor(log: string) {
    this.log = log;
  }

  /**
   * The real program, as in production.
   * @param redisUrl of the queue; without it the queue is in the database
   */
  async service(name: 'api' | 'worker', databaseUrl: string, redisUrl?: string): Promise<Server> {
    const port = await freePort();
    const env = {
      ...{ NODE_ENV: 'production', DATABASE_URL: databaseUrl, PORT: String(port), WORKER_PORT: String(port) },
      ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
    };
    return this.started(new Server(port, { script: join(root, 'apps', name, 'dist/main.js'), log: this.log, env }));
  }

  /** @param script a server of the bench; its arguments are its port and whatever is given */
  async server(script: URL, ...given: string[]): Promise<Server> {
    const port = await freePort();
    const env = { NODE_ENV: 'production' };
    const args = [String(port), ...given];
    return this.started(new Server(port, { script: fileURLToPath(script), log: this.log, env, args }));
  }

  /** @param script a program of the bench that is `answering` */
  helper<Does extends Job>(script: URL, ...args: string[]): Promise<Helper<Does>> {
    return this.started(new Helper<Does>({ script: fileURLToPath(script), log: this.log, args }));
  }

  async stop(...programs: readonly Program[]): Promise<void> {
    await Promise.all(programs.map((program) => program.stop()));
    for (const program of programs) this.running.delete(program);
  }

  async stopAll(): Promise<void> {
    await this.stop(...this.running);
  }

  private async started<P extends Program>(program: P): Promise<P> {
    this.running.add(program);
    await program.ready();
    return program;
  }
}
