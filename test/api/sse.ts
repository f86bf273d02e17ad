import type { AlertView } from '@huiyin/workflow/contract';
import type { System } from '../support/system.ts';

interface Told {
  readonly id: string;
  readonly alert: AlertView;
}

/** @unit milliseconds */
const DEADLINE_MS = 15_000;

/** Listens to the alert stream as a browser's EventSource does. */
export async function listen(system: System, user: string, lastEventId?: string) {
  const login = await system.client.call(null, 'POST', '/v1/session', {
    body: { username: user, password: 'huiyin-demo' },
  });
  const aborter = new AbortController();
  const response = await fetch(`${system.url}/v1/alerts/stream`, {
    headers: {
      authorization: `Bearer ${login.body.token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: aborter.signal,
  });
  const blocks = blocksOf(response, AbortSignal.any([aborter.signal, AbortSignal.timeout(DEADLINE_MS)]));
  await blocks.next(); // the stream's first words: it has begun
  return {
    headers: response.headers,
    token: String(login.body.token),
    /** The next alerts; fails when they do not come. */
    async take(count: number): Promise<Told[]> {
      const told: Told[] = [];
      while (told.length < count) {
        const { value, done } = await blocks.next();
        if (done) throw new Error(`the stream told ${told.length} of ${count} alerts`);
        const alert = parse(value);
        if (alert) told.push(alert);
      }
      return told;
    },
    /** Whether nothing is told while the stream looks so many times. */
    async silentFor(looks: number): Promise<boolean> {
      for (let look = 0; look < looks; look++) {
        const { value, done } = await blocks.next();
        if (done || parse(value)) return false;
      }
      return true;
    },
    async close(): Promise<void> {
      aborter.abort();
      await blocks.return(undefined);
    },
  };
}

async function* blocksOf(response: Response, signal: AbortSignal): AsyncGenerator<string, undefined> {
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
  let buffer = '';
  for (;;) {
    const end = buffer.indexOf('\n\n');
    if (end >= 0) {
      yield buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      continue;
    }
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value;
  }
}

function parse(block: string): Told | null {
  const fields = Object.fromEntries(block.split('\n').map((line) => [line.split(': ')[0], line.replace(/^\w*: /, '')]));
  if (fields.event !== 'alert') return null;
  return { id: String(fields.id), alert: JSON.parse(String(fields.data)) as AlertView };
}
