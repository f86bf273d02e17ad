/**
 * Listens for Ctrl-C, `kill` and a closed terminal.
 * @returns {{ asked: AbortSignal, forced: AbortSignal, ask: () => void }} aborted at the first wish to stop, and at the
 * second; and a way to ask without a signal
 */
export function listenForStop() {
  const asked = new AbortController();
  const forced = new AbortController();
  let askedAt = 0;
  const ask = () => {
    if (asked.signal.aborted) return;
    askedAt = Date.now();
    asked.abort();
  };
  const onSignal = () => {
    if (!asked.signal.aborted) {
      ask();
    } else if (Date.now() - askedAt > 1_000) {
      forced.abort(); // not sooner: npm passes each Ctrl-C on, so that one press arrives twice
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, onSignal);
  return { asked: asked.signal, forced: forced.signal, ask };
}
