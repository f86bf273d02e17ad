import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Fault } from '../fault.mjs';
import { followChild, openLog } from './child-log.mjs';

const withParent = new URL('with-parent.mjs', import.meta.url).href;
const repository = fileURLToPath(new URL('../..', import.meta.url));

const patience = { ready: 60_000, stop: 12_000 }; // a service promises to stop within 10 s
const backOff = { first: 500, longest: 30_000, forgottenAfter: 60_000 };
const deathsAtStart = 3;

/** Not fetch, which refuses the ports that browsers refuse: 6000, 4190 and more. */
async function look(url) {
  const [response] = await once(get(url, { signal: AbortSignal.timeout(5_000) }), 'response');
  return { status: response.statusCode, body: await text(response) };
}

/** One process of the system, kept alive until it is told to stop. */
export class Service {
  #child = null;
  #stopping = new AbortController();
  #deaths = 0;
  #lastWords = [];

  /**
   * @param {object} options
   * @param {string} options.name
   * @param {string} options.script the program, relative to the repository
   * @param {Record<string, string>} options.env
   * @param {string} options.log where its output goes
   * @param {string} options.readyUrl answers 200 when the service can work
   * @param {(message: string) => void} options.say
   */
  constructor(options) {
    Object.assign(this, options);
  }

  async start() {
    this.file = await openLog(this.log);
    this.#keepAlive();
  }

  /** Resolves when the service says it is ready, or at the signal; a Fault when it does not come to that. */
  async ready(signal) {
    const latest = Date.now() + patience.ready;
    let answer = 'no answer';
    while (!signal.aborted) {
      if (this.#deaths >= deathsAtStart) throw new Fault(`The ${this.name} does not start:\n${this.#epitaph()}`);
      if (Date.now() > latest) throw new Fault(`The ${this.name} is not ready after a minute: ${answer}`);
      const response = await look(this.readyUrl).catch(() => null);
      if (response?.status === 200) return;
      if (response) answer = response.body.slice(0, 500);
      await sleep(50);
    }
  }

  /** Asks it to finish what it is doing; when it does not in time, or with `force`, ends it. */
  async stop({ force = false } = {}) {
    this.#stopping.abort();
    const child = this.#child;
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill(force ? 'SIGKILL' : 'SIGTERM');
    const overdue = setTimeout(() => {
      this.say(`the ${this.name} does not stop; ending it`);
      child.kill('SIGKILL');
    }, patience.stop);
    await gone;
    clearTimeout(overdue);
  }

  async #keepAlive() {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const startedAt = Date.now();
      const cause = await this.#runOnce();
      if (signal.aborted) return;
      this.#deaths = Date.now() - startedAt > backOff.forgottenAfter ? 1 : this.#deaths + 1;
      const wait = Math.min(backOff.first * 2 ** (this.#deaths - 1), backOff.longest);
      this.say(`the ${this.name} ended (${cause}); starting it again in ${wait / 1000} s. Its log: ${this.log}`);
      await sleep(wait, null, { signal }).catch(() => {});
    }
  }

  /** Resolves to the cause of death. In a process group of its own, so that Ctrl-C reaches only `npm start`. */
  async #runOnce() {
    const child = spawn(process.execPath, ['--enable-source-maps', '--import', withParent, this.script], {
      cwd: repository,
      env: this.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.#lastWords = [];
    followChild(
      child,
      this.file,
      (text) => this.#notice(text),
      (line) => this.#remember(line),
    );
    try {
      const [code, signal] = await once(child, 'exit');
      return signal ?? `exit code ${code}`;
    } catch (error) {
      return error.message; // it could not even be started
    } finally {
      this.#child = null;
    }
  }

  #notice(text) {
    this.#remember(text);
    this.say(`${this.name}: ${text}`);
  }

  #remember(line) {
    this.#lastWords = [...this.#lastWords, line].slice(-12);
  }

  #epitaph() {
    const lines = this.#lastWords.map((line) => `  ${line}`);
    return [...lines, `  (all of it: ${this.log})`].join('\n');
  }
}
