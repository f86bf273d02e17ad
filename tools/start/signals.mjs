/**
 * Listens for Ctrl-C, `kill` and a closed terminal.
 * @returns {{ asked: AbortSignal, forced: AbortSignal }} aborted at the first wish to stop, and at the second
 */
export function listenForStop() {
  const asked = new AbortController();
  const forced = new AbortController();
  let askedAt = 0;
  const onSignal = () => {
    if (!asked.signal.aborted) {
      askedAt = Date.now();
      asked.abort();
    } else if (Date.now() - askedAt > 1_000) {
      forced.abort(); // not sooner: npm passes each Ctrl-C on, so that one press arrives twice
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, onSignal);
  return { asked: asked.signal, forced: forced.signal };
}
