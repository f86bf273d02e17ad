import { EventEmitter } from 'node:events';
import type { Ended, Happening, Noted, Overdue } from './messages.ts';

/** A process that ended, and whether nobody had told it to. */
export interface Death extends Ended {
  readonly unasked: boolean;
}

interface Known {
  pid: number | null;
  /** Null while it does not listen. @unit milliseconds since 1970 */
  readyAt: number | null;
  /** Numbers under which it was told to end, or was killed. */
  readonly ended: Set<number>;
}

/** Who lives under which number, as it is told. */
export class Processes extends EventEmitter<{ death: [Death]; overdue: [Overdue]; noted: [Noted] }> {
  private readonly known = new Map<string, Known>();

  hear(what: Happening): void {
    const one = this.of(what.name);
    switch (what.event) {
      case 'up':
        return void Object.assign(one, { pid: what.pid, readyAt: null });
      case 'ready':
        return void Object.assign(one, { pid: what.pid, readyAt: Date.now() });
      case 'down':
        this.emit('death', { ...what, unasked: what.wasReady && what.pid !== null && !one.ended.has(what.pid) });
        return void Object.assign(one, { pid: null, readyAt: null });
      case 'noted':
        return void this.emit('noted', what);
      case 'overdue':
        return void this.emit('overdue', what);
    }
  }

  /** Remembers that this process is to end now. */
  markEnded(name: string, pid: number): void {
    this.of(name).ended.add(pid);
  }

  names(kind = ''): string[] {
    return [...this.known.keys()].filter((name) => name.startsWith(kind));
  }

  pidOf(name: string): number | null {
    return this.known.get(name)?.pid ?? null;
  }

  isReady(name: string): boolean {
    return (this.known.get(name)?.readyAt ?? null) !== null;
  }

  /** @returns 0 for one that does not listen yet or any more @unit milliseconds */
  atWorkFor(name: string): number {
    const readyAt = this.known.get(name)?.readyAt ?? null;
    return readyAt === null ? 0 : Date.now() - readyAt;
  }

  private of(name: string): Known {
    const one = this.known.get(name) ?? { pid: null, readyAt: null, ended: new Set() };
    this.known.set(name, one);
    return one;
  }
}
