/** One line that says what is going on; on a terminal it is overwritten, elsewhere each part gets a line. */
export class Progress {
  #shown = '';

  /** @param {number} [part] of the whole, 0 to 1 */
  say(what, part) {
    const line = part === undefined ? what : `${what} ${String(Math.round(part * 100)).padStart(3)} %`;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
    else if (what !== this.#shown) process.stderr.write(`· ${what}\n`);
    this.#shown = what;
  }

  end() {
    if (process.stderr.isTTY && this.#shown) process.stderr.write('\r\x1b[K');
    this.#shown = '';
  }
}
