import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { relative } from 'node:path';
import { Fault } from '@huiyin/tools/fault';
import { root } from '@huiyin/tools/workspace';
import { memoryOf } from './memory.ts';
import type { Memory } from './memory.ts';

/** One that is asked to end and does not is killed after this time. @unit milliseconds */
const PATIENCE_MS = 12_000;

export interface Launch {
  /** Path of the script. */
  readonly script: string;
  /** The file to which it writes what it says. */
  readonly log: string;
  /** All of its environment: nothing of ours may change what is measured. */
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

/** A Node.js program in a process of its own. */
export abstract class Program {
  protected readonly child: ChildProcess;
  /** Its script and its log, as they are told to a person. */
  protected readonly name: string;
  protected readonly log: string;
  /** Rejects when the program has ended. */
  protected readonly gone: Promise<never>;
  private readonly exited: Promise<unknown[]>;

  constructor({ script, log, env = {}, args = [] }: Launch) {
    this.name = relative(root, script);
    this.log = log;
    const file = openSync(log, 'a');
    this.child = spawn(process.execPath, [script, ...args], { cwd: root, env, stdio: ['ignore', file, file, 'ipc'] });
    closeSync(file);
    this.exited = once(this.child, 'exit');
    this.gone = this.exited.then(([code]) => {
      throw new Fault(`${this.name} ended (${String(code)}), see ${log}`);
    });
    this.gone.catch(() => {}); // while nothing is asked of it, nobody waits for this
  }

  /** Resolves when it can be asked something. @throws Fault when it ends before, or takes too long */
  abstract ready(): Promise<void>;

  memory(): Promise<Memory> {
    return memoryOf(this.child.pid);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    const overdue = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE_MS);
    await this.exited;
    clearTimeout(overdue);
  }
}
