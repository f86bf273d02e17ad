import type { Deeds } from '../hand/hand.ts';
import { sum } from './sum.ts';

/** Where there is no terminal, what is counted is said at most so often. @unit milliseconds */
const COUNTED_EVERY_MS = 10_000;

/** One line that says what is going on; on a terminal it is overwritten, elsewhere a line is printed every ten seconds. */
export class RunningLine {
  private printedAt = 0;

  /** @param name stands before everything that is said */
  constructor(private readonly name: string) {}

  say(text: string): void {
    this.print(text, 0);
  }

  count({ kills, pauses, stops, forgotten, leaps }: Deeds, acknowledged: number, seconds: number): void {
    const done = `${sum(kills)} kills, ${sum(pauses)} pauses, ${sum(stops)} stops, ${forgotten} flushes, ${leaps} leaps`;
    this.print(`${seconds} s, ${done}, ${acknowledged} steps acknowledged`, COUNTED_EVERY_MS);
  }

  end(): void {
    if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  }

  private print(text: string, everyMs: number): void {
    const line = `${this.name}: ${text}`;
    if (process.stdout.isTTY) {
      process.stdout.write(`\r\x1b[K${line}`);
    } else if (Date.now() - this.printedAt >= everyMs) {
      process.stdout.write(`· ${line}\n`);
      this.printedAt = Date.now();
    }
  }
}
