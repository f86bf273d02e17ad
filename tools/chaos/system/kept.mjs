import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long after a death the next one starts: at once, unless it did not get ready. @unit milliseconds */
const REST_MS = { afterLife: 30, afterFalseStart: 300 };
/** A process that was asked to stop is ended when it takes longer. It promises 10 s. @unit milliseconds */
const STOP_WITHIN_MS = 20_000;

/** Log lines worth telling: a case that could not be stepped, an effect that failed. */
const NOTED = ['case set aside', 'effect failed, will be retried'];

/** One process of the system, started again whenever it ends. */
export class Kept {
  #child = null;
  #over = false;

  /**
   * @param {{ name: string, program: string, args: string[], env?: object, port: number, log: string }} what
   * @param {(event: object) => void} tell hears of `up`, `ready`, `down` and `noted`
   */
  constructor(what, tell) {
    Object.assign(this, what);
    this.tell = (event, more) => tell({ event, name: this.name, ...more });
  }

  async keep() {
    const log = createWriteStream(this.log, { flags: 'a' });
    while (!this.#over) {
      const wasReady = await this.#live(log);
      await sleep(wasReady ? REST_MS.afterLife : REST_MS.afterFalseStart);
    }
    log.end();
  }

  /** Asks it to stop; one that does not is ended, and that is told. */
  stop() {
    const child = this.#child;
    if (!child) return;
    child.kill('SIGTERM');
    const overdue = setTimeout(() => {
      if (this.#child === child) this.tell('overdue', { pid: child.pid });
      child.kill('SIGKILL');
    }, STOP_WITHIN_MS);
    child.once('close', () => clearTimeout(overdue));
  }

  /** For good. */
  end() {
    this.#over = true;
    this.#child?.kill('SIGKILL');
  }

  async #live(log) {
    const env = { PATH: process.env.PATH, ...this.env };
    const channel = this.program === process.execPath ? ['ipc'] : []; // see tools/start/with-parent.mjs
    const child = spawn(this.program, this.args, { env, stdio: ['ignore', 'pipe', 'pipe', ...channel] });
    this.#child = child;
    this.tell('up', { pid: child.pid });
    const words = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`);
        words.push(line);
        if (words.length > 20) words.shift();
        const noted = NOTED.find((text) => line.includes(`"${text}"`));
        if (noted) this.tell('noted', { text: noted, line });
      });
    }
    const life = new AbortController();
    const gone = new Promise((resolve) => child.once('close', (code, by) => resolve({ code, by })));
    const listening = this.#listening(life.signal);
    const { code, by } = await gone;
    life.abort();
    const wasReady = await listening;
    this.#child = null;
    this.tell('down', { pid: child.pid, wasReady, code, by, words });
    return wasReady;
  }

  async #listening(signal) {
    while (!signal.aborted) {
      if (await isOpen(this.port)) {
        this.tell('ready', { pid: this.#child?.pid });
        return true;
      }
      await sleep(50);
    }
    return false;
  }
}

function isOpen(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
