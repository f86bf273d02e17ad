import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Fault } from '@huiyin/tools/fault';
import { familyOf, signal } from './family.ts';
import type { Addresses, Backend, KeeperOptions, Started, StopOrder, Told } from './messages.ts';
import { postmasterOf } from './postmaster.ts';
import { Processes } from './processes.ts';

const KEEPER = fileURLToPath(new URL('keeper.js', import.meta.url));

/** What is started: enough of each that one can be missed. */
const COUNTS = { apis: 2, workers: 2 };

/** The processes of one run, as the hand sees them: who lives, under which number, and how to hit it. */
export class System {
  private constructor(
    private readonly keeper: ChildProcess,
    readonly processes: Processes,
    readonly addresses: Addresses,
  ) {}

  /** @throws Fault */
  static async start({ backend, keep }: { backend: Backend; keep: boolean }): Promise<System> {
    const folder = await mkdtemp(join(tmpdir(), 'huiyin-chaos-'));
    await chmod(folder, 0o755); // PostgreSQL runs under another account when root starts it
    const processes = new Processes();
    const keeper = startKeeper({ folder, backend, keep, ...COUNTS });
    const started = new Promise<Started>((resolve) => {
      keeper.on('message', (message: Told) => {
        if (message.event === 'started' || message.event === 'fault') resolve(message);
        else processes.hear(message);
      });
    });
    const gone = once(keeper, 'exit').then((): Started => ({ event: 'fault', message: 'it ended by itself' }));
    const first = await Promise.race([started, gone]);
    if (first.event === 'started') return new System(keeper, processes, first);
    await ended(keeper);
    throw new Fault(`The system does not start: ${first.message}`);
  }

  /** @returns how many processes the signal reached: PostgreSQL gets it in every one of its own */
  async hit(name: string, signalName: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<number> {
    const pid = await this.pidOf(name);
    if (pid === null) return 0;
    if (signalName === 'SIGKILL') this.processes.markEnded(name, pid);
    const family = name === 'postgres' ? await familyOf(pid) : [pid];
    return family.filter((each) => signal(each, signalName)).length;
  }

  /** Asks a process to stop in good order. */
  async stop(name: string): Promise<void> {
    const pid = await this.pidOf(name);
    if (pid === null) return;
    this.processes.markEnded(name, pid);
    if (name === 'postgres') signal(pid, 'SIGINT');
    else this.keeper.send({ stop: name } satisfies StopOrder);
  }

  /** Resolves when every process listens. @throws Fault when that does not come to pass */
  async allReady(withinMs: number): Promise<void> {
    const missing = () => this.processes.names().filter((name) => !this.processes.isReady(name));
    for (const latest = Date.now() + withinMs; missing().length > 0; await sleep(50)) {
      if (Date.now() > latest) throw new Fault(`not up within ${withinMs / 1000} s: ${missing().join(', ')}`);
    }
  }

  /** Ends every process and removes the folder. */
  clear(): Promise<void> {
    return ended(this.keeper);
  }

  /** Of PostgreSQL what its own file says: it may be on its way down or up, and must be woken even then. */
  private async pidOf(name: string): Promise<number | null> {
    return name === 'postgres' ? postmasterOf(this.addresses.postgresFolder) : this.processes.pidOf(name);
  }
}

/** In a process group of its own, so that Ctrl-C does not reach it: it has to end last. */
function startKeeper(options: KeeperOptions): ChildProcess {
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const;
  return spawn(process.execPath, [KEEPER, JSON.stringify(options)], { detached: true, stdio: [...stdio] });
}

async function ended(keeper: ChildProcess): Promise<void> {
  if (keeper.exitCode !== null) return;
  const gone = once(keeper, 'exit');
  if (keeper.connected) keeper.disconnect();
  await gone;
}
