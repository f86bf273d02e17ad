// How far a command is: a bar on a terminal, and nothing where its output goes into a file or another program.
import { SingleBar } from 'cli-progress';

/** @type {import('cli-progress').Options} */
const LOOK = {
  format: '{bar} {words}, {eta_formatted}',
  formatTime: minutesLeft,
  barsize: 30,
  barCompleteChar: '█',
  barIncompleteChar: '░',
  etaBuffer: 50, // in updates, so that one slow chunk does not double the time left
  clearOnComplete: true,
  linewrap: true, // the terminal's own setting is left alone: a killed command could not put it back
};

/** A bar on standard error. It is drawn from the first `show` on and wiped away at the `end`. */
export class Progress {
  #bar = new SingleBar(LOOK);

  /**
   * @param {{ readonly done: number, readonly total: number }} far
   * @param {string} [words] what stands beside the bar
   */
  show({ done, total }, words = `${done}/${total}`) {
    if (!this.#bar.isActive) return this.#bar.start(total, done, { words });
    this.#bar.setTotal(total);
    this.#bar.update(done, { words });
  }

  /**
   * Writes to standard output meanwhile. The bar is ended first: it puts the cursor back to where it began.
   * @param {string} text
   */
  say(text) {
    this.end();
    process.stdout.write(text);
  }

  end() {
    this.#bar.stop();
  }
}

/** @param {number} seconds no number while the library does not know */
function minutesLeft(seconds) {
  return Number.isFinite(seconds) ? `${Math.ceil(seconds / 60)} min left` : '… min left';
}
