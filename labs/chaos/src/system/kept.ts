import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { isOpen } from '@huiyin/lab-kit';
import type { Happening } from './messages.ts';
import type { Program } from './programs.ts';

/** How long after a death the next one starts: at once, unless it did not get ready. @unit milliseconds */
const REST_MS = { afterLife: 30, afterFalseStart: 300 };
/** A process that was asked to stop is ended when it takes longer. It promises 10 s. @unit milliseconds */
const STOP_WITHIN_MS = 20_000;

/** Log lines worth telling: a case that could not be stepped, an effect that failed. */
const NOTED = ['case set aside', 'effect failed, will be retried'];
/** Lines that are told of a process that has ended. */
const LAST_WORDS = 20;

/** One process of the system, started again whenever it ends. */
export class Kept {
  private child: ChildProcess | null = null;
  private isOver = false;

  /**
   * @param log the file its lines are added to
   * @param tell hears what happens to it
   */
  constructor(
    private readonly program: Program,
    private readonly log: string,
    private readonly tell: (what: Happening) => void,
  ) {}

  async keep(): Promise<void> {
    const log = createWriteStream(this.log, { flags: 'a' });
    while (!this.isOver) {
      const wasReady = await this.live(log);
      await sleep(wasReady ? REST_MS.afterLife : REST_MS.afterFalseStart);
    }
    log.end();
  }

  /** Asks it to stop; one that does not is ended, and that is told. */
  stop(): void {
    const { child } = this;
    if (!child) return;
    child.kill('SIGTERM');
    const overdue = setTimeout(() => {
      if (this.child === child) this.tell({ event: 'overdue', name: this.program.name });
      child.kill('SIGKILL');
    }, STOP_WITHIN_MS);
    child.once('close', () => clearTimeout(overdue));
  }

  /** For good. */
  end(): void {
    this.isOver = true;
    this.child?.kill('SIGKILL');
  }

  /** @returns whether it got ready */
  private async live(log: WriteStream): Promise<boolean> {
    const { name, port } = this.program;
    const child = this.start();
    const { pid = null } = child;
    this.child = child;
    this.tell({ event: 'up', name, pid });
    const words = this.listenTo(child, log);
    const life = new AbortController();
    const ready = untilOpen(port, life.signal).then((isOpen) => {
      if (isOpen) this.tell({ event: 'ready', name, pid });
      return isOpen;
    });
    const [code, by] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    life.abort();
    const wasReady = await ready;
    this.child = null;
    this.tell({ event: 'down', name, pid, wasReady, code, by, words });
    return wasReady;
  }

  private start(): ChildProcess {
    const { command, args, env } = this.program;
    const channel = command === process.execPath ? (['ipc'] as const) : []; // see tools/start/with-parent.mjs
    return spawn(command, args, { ...(env && { env }), stdio: ['ignore', 'pipe', 'pipe', ...channel] });
  }

  /** Writes down what it says. @returns its last lines, also those that are yet to come */
  private listenTo(child: ChildProcess, log: WriteStream): readonly string[] {
    const words: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`);
        words.push(line);
        if (words.length > LAST_WORDS) words.shift();
        const text = NOTED.find((each) => line.includes(`"${each}"`));
        if (text !== undefined) this.tell({ event: 'noted', name: this.program.name, text, line });
      });
    }
    return words;
  }
}

/** @returns false when the signal came first */
async function untilOpen(port: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (await isOpen(port)) return true;
    await sleep(50);
  }
  return false;
}
