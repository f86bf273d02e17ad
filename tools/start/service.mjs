import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../fault.mjs';
import { root } from '../workspace.mjs';
import { followChild, openLog } from './child-log.mjs';

const withParent = new URL('with-parent.mjs', import.meta.url).href;

// In milliseconds.
const patience = { ready: 60_000, stop: 12_000 }; // a service promises to stop within 10 s
const backOff = { first: 500, longest: 30_000, forgottenAfter: 60_000 };
const deathsAtStart = 3;

/**
 * Not fetch, which refuses the ports that browsers refuse: 6000, 4190 and more.
 * @param {string} url
 */
async function look(url) {
  const request = get(url, { signal: AbortSignal.timeout(5_000) });
  /** @type {import('node:http').IncomingMessage[]} */
  const [response] = await once(request, 'response');
  return response ? { status: response.statusCode, body: await text(response) } : null;
}

/**
 * @typedef {object} Options
 * @property {string} name
 * @property {string} script the program, relative to the repository
 * @property {NodeJS.ProcessEnv} env
 * @property {string} log where its output goes
 * @property {string} readyUrl answers 200 when the service can work
 * @property {(message: string) => void} say
 */

/** One process of the system, kept alive until it is told to stop. */
export class Service {
  #options;
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  #stopping = new AbortController();
  /** How often it has ended in a short time. */
  #deaths = 0;
  /** @type {string[]} */
  #lastLines = [];

  /** @param {Options} options */
  constructor(options) {
    this.#options = options;
  }

  async start() {
    void this.#keepAlive(await openLog(this.#options.log));
  }

  /**
   * Resolves when the service says it is ready, or at the signal.
   * @param {AbortSignal} signal
   * @throws Fault when it does not come to that
   */
  async ready(signal) {
    const { name, readyUrl } = this.#options;
    const latest = Date.now() + patience.ready;
    let answer = 'no answer';
    while (!signal.aborted) {
      if (this.#deaths >= deathsAtStart) throw new Fault(`The ${name} does not start:\n${this.#lastWords()}`);
      if (Date.now() > latest) throw new Fault(`The ${name} is not ready after a minute: ${answer}`);
      const response = await look(readyUrl).catch(() => null);
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
      this.#options.say(`the ${this.#options.name} does not stop; ending it`);
      child.kill('SIGKILL');
    }, patience.stop);
    await gone;
    clearTimeout(overdue);
  }

  /** @param {import('node:fs').WriteStream} file */
  async #keepAlive(file) {
    const { name, log, say } = this.#options;
    const { signal } = this.#stopping;
    const isStopping = () => signal.aborted;
    while (!isStopping()) {
      const startedAt = Date.now();
      const cause = await this.#runOnce(file);
      if (isStopping()) return;
      this.#deaths = Date.now() - startedAt > backOff.forgottenAfter ? 1 : this.#deaths + 1;
      const wait = Math.min(backOff.first * 2 ** (this.#deaths - 1), backOff.longest);
      say(`the ${name} ended (${cause}); starting it again in ${wait / 1000} s. Its log: ${log}`);
      await sleep(wait, null, { signal }).catch(() => {});
    }
  }

  /**
   * In a process group of its own, so that Ctrl-C reaches only `npm start`.
   * @param {import('node:fs').WriteStream} file
   * @returns {Promise<string>} why it ended
   */
  async #runOnce(file) {
    const { script, env } = this.#options;
    const child = spawn(process.execPath, ['--enable-source-maps', '--import', withParent, script], {
      cwd: root,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.#lastLines = [];
    followChild(
      child,
      file,
      (text) => this.#notice(text),
      (line) => this.#remember(line),
    );
    try {
      /** @type {(string | number | null)[]} */
      const [code, signal] = await once(child, 'exit');
      return signal ? String(signal) : `exit code ${code}`;
    } catch (error) {
      return /** @type {Error} */ (error).message; // it could not even be started
    } finally {
      this.#child = null;
    }
  }

  /** @param {string} text */
  #notice(text) {
    this.#remember(text);
    this.#options.say(`${this.#options.name}: ${text}`);
  }

  /** @param {string} line */
  #remember(line) {
    this.#lastLines = [...this.#lastLines, line].slice(-12);
  }

  #lastWords() {
    const lines = this.#lastLines.map((line) => `  ${line}`);
    return [...lines, `  (all of it: ${this.#options.log})`].join('\n');
  }
}
