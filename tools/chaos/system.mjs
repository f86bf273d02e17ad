import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Fault } from '../fault.mjs';
import { familyOf, signal } from './system/family.mjs';
import { postmasterOf } from './system/postmaster.mjs';

const program = fileURLToPath(new URL('system/main.mjs', import.meta.url));

/** The processes of one run, as the hand sees them: who lives, under which number, and how to hit it. */
export class System extends EventEmitter {
  /** @type {Map<string, { pid: number | null, ready: boolean, hit: Set<number> }>} */
  processes = new Map();
  #keeper;

  static async start({ backend, keep, apis = 2, workers = 2 }) {
    const folder = await mkdtemp(join(tmpdir(), 'huiyin-chaos-'));
    await chmod(folder, 0o755); // PostgreSQL runs under another account when root starts it
    const system = new System();
    try {
      await system.#start({ folder, backend, keep, apis, workers });
    } catch (error) {
      await system.clear();
      throw error;
    }
    return system;
  }

  async #start(options) {
    // In a process group of its own, so that Ctrl-C does not reach it: it has to end last.
    const stdio = ['ignore', 'inherit', 'inherit', 'ipc'];
    this.#keeper = spawn(process.execPath, [program, JSON.stringify(options)], { detached: true, stdio });
    this.#keeper.on('message', (message) => this.#hear(message));
    const gone = once(this.#keeper, 'exit').then(() => ({ event: 'fault', message: 'it ended by itself' }));
    const begun = new Promise((resolve) => {
      this.once('started', resolve);
      this.once('fault', resolve);
    });
    const { event, message, ...addresses } = await Promise.race([begun, gone]);
    if (event === 'fault') throw new Fault(`The system does not start: ${message}`);
    Object.assign(this, addresses);
  }

  #hear(message) {
    const { event, name, pid } = message;
    if (name !== undefined) {
      const one = this.processes.get(name) ?? { pid: null, ready: false, hit: new Set() };
      this.processes.set(name, one);
      if (event === 'up') Object.assign(one, { pid, ready: false });
      if (event === 'ready') Object.assign(one, { pid, ready: true, readyAt: Date.now() });
      if (event === 'down') {
        this.emit('death', { ...message, unasked: message.wasReady && pid !== null && !one.hit.has(pid) });
        Object.assign(one, { pid: null, ready: false });
      }
    }
    this.emit(event, message);
  }

  /** @returns {Promise<number>} how many processes the signal reached: PostgreSQL gets it in every one of its own */
  async hit(name, signalName) {
    const pid = await this.#pidOf(name);
    if (pid === null) return 0;
    if (signalName === 'SIGKILL') this.processes.get(name).hit.add(pid);
    const family = name === 'postgres' ? await familyOf(pid) : [pid];
    return family.filter((each) => signal(each, signalName)).length;
  }

  /** Asks a process to stop in good order. */
  async stop(name) {
    const pid = await this.#pidOf(name);
    if (pid === null) return;
    this.processes.get(name).hit.add(pid);
    if (name === 'postgres') signal(pid, 'SIGINT');
    else this.#keeper.send({ stop: name });
  }

  /** Of PostgreSQL what its own file says: it may be on its way down or up, and must be woken even then. */
  async #pidOf(name) {
    return name === 'postgres' ? postmasterOf(this.postgresFolder) : (this.processes.get(name)?.pid ?? null);
  }

  isReady(name) {
    return this.processes.get(name)?.ready ?? false;
  }

  isUp(name) {
    return (this.processes.get(name)?.pid ?? null) !== null;
  }

  /** @unit milliseconds; 0 for one that does not listen yet or any more */
  atWorkFor(name) {
    return this.isReady(name) ? Date.now() - this.processes.get(name).readyAt : 0;
  }

  names(kind = '') {
    return [...this.processes.keys()].filter((name) => name.startsWith(kind));
  }

  /** Resolves when every process listens; a Fault when that does not come to pass. */
  async allReady(withinMs) {
    const latest = Date.now() + withinMs;
    while (!this.names().every((name) => this.isReady(name))) {
      const missing = this.names().filter((name) => !this.isReady(name));
      if (Date.now() > latest) throw new Fault(`not up within ${withinMs / 1000} s: ${missing.join(', ')}`);
      await sleep(50);
    }
  }

  /** Ends every process and removes the folder. */
  async clear() {
    if (!this.#keeper || this.#keeper.exitCode !== null) return;
    const gone = once(this.#keeper, 'exit');
    if (this.#keeper.connected) this.#keeper.disconnect();
    await gone;
  }
}
