import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '@huiyin/tools/fault';
import { Program } from './program.ts';
import type { Launch } from './program.ts';

/** How long a server may take until it is ready. @unit milliseconds */
const PATIENCE_MS = 60_000;
/** @unit milliseconds */
const LOOK_MS = 20;

/** A program that serves HTTP at a port of this machine. */
export class Server extends Program {
  readonly port: number;

  constructor(port: number, launch: Launch) {
    super(launch);
    this.port = port;
  }

  override async ready(): Promise<void> {
    await Promise.race([this.answers(), this.gone]);
  }

  private async answers(): Promise<void> {
    const latest = Date.now() + PATIENCE_MS;
    while (!(await this.isReady())) {
      if (Date.now() > latest) throw new Fault(`${this.name} does not get ready, see ${this.log}`);
      await sleep(LOOK_MS);
    }
  }

  private async isReady(): Promise<boolean> {
    const response = await fetch(`http://127.0.0.1:${this.port}/readyz`).catch(() => null);
    return response?.ok ?? false;
  }
}
