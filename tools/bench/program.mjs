import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Fault } from '../fault.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE_MS = 60_000;

/** A Node.js program in a process of its own. One that is spoken to has an IPC channel; one that serves has a port. */
export class Program {
  constructor(script, { port, readyPath, env = {}, args = [], nodeArgs = [], log }) {
    Object.assign(this, { script, port, readyPath });
    const file = openSync(log, 'a');
    this.child = spawn(process.execPath, [...nodeArgs, script, ...args], {
      cwd: repository,
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', file, file, 'ipc'],
    });
    closeSync(file);
    this.log = log;
    this.exited = once(this.child, 'exit');
  }

  /** Resolves when it answers at its port, or, without one, when it has sent its first message. */
  async ready() {
    const gone = this.exited.then(([code]) =>
      Promise.reject(new Fault(`${this.script} ended (${code}), see ${this.log}`)),
    );
    gone.catch(() => {}); // it is also awaited by nobody once the program is ready
    await Promise.race([this.port === undefined ? once(this.child, 'message') : this.#answers(), gone]);
  }

  async #answers() {
    const url = `http://127.0.0.1:${this.port}${this.readyPath}`;
    const latest = Date.now() + PATIENCE_MS;
    for (;;) {
      const response = await fetch(url).catch(() => null);
      if (response?.ok) return;
      if (Date.now() > latest) throw new Fault(`${this.script} does not get ready, see ${this.log}`);
      await sleep(20);
    }
  }

  /** Asks for one piece of work and waits for its result. */
  async ask(work) {
    const answer = once(this.child, 'message');
    this.child.send(work);
    const gone = this.exited.then(([code]) => [{ failure: `${this.script} ended (${code}), see ${this.log}` }]);
    const [result] = await Promise.race([answer, gone]);
    if (result.failure) throw new Fault(result.failure);
    return result;
  }

  /** Memory in use now and at most so far, MiB (Linux; null elsewhere). */
  async memory() {
    const status = await readFile(`/proc/${this.child.pid}/status`, 'utf8').catch(() => '');
    const inMiB = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024) || null;
    return { now: inMiB('VmRSS'), most: inMiB('VmHWM') };
  }

  async stop() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    const overdue = setTimeout(() => this.child.kill('SIGKILL'), 12_000);
    await this.exited;
    clearTimeout(overdue);
  }
}
