/**
 * Says what is going on.
 * @param part how much of it is done, 0 to 1
 */
export type Say = (what: string, part?: number) => void;

const WIPED = '\r\x1b[K';

/** One line: on a terminal it is overwritten, elsewhere each piece of work gets one. */
export function showProgress(stream: NodeJS.WriteStream): { readonly say: Say; readonly end: () => void } {
  let shown = '';
  return {
    say(what, part) {
      const line = part === undefined ? what : `${what} ${String(Math.round(part * 100)).padStart(3)} %`;
      if (stream.isTTY) stream.write(`${WIPED}${line}`);
      else if (what !== shown) stream.write(`· ${what}\n`);
      shown = what;
    },
    end() {
      if (stream.isTTY && shown) stream.write(WIPED);
      shown = '';
    },
  };
}
