// A mail server on loopback that keeps a list of what it accepted. It is no better than a real one: of the attempts it refuses
// every seventh for now, and answers every eleventh late.
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { SMTPServer } from 'smtp-server';

const REFUSES_EVERY = 7;
const LATE_EVERY = 11;
/** @unit milliseconds */
const LATE_MS = 3_000;

/** A letter that was accepted for one receiver. */
export interface Accepted {
  readonly id: string;
  readonly to: string;
}

/**
 * @param file gets a line of JSON, an `Accepted`, for each letter before its sender is told that it was accepted
 * @returns its address
 */
export async function openPostOffice(file: string): Promise<string> {
  let attempts = 0;
  /** @throws when it takes no letters just now */
  const take = async (letter: Buffer, receivers: readonly string[]): Promise<void> => {
    attempts++;
    if (attempts % LATE_EVERY === 0) await sleep(LATE_MS);
    if (attempts % REFUSES_EVERY === 0) throw Object.assign(new Error('busy'), { responseCode: 451 });
    const [, id = ''] = /^Message-ID: <(.*)@huiyin>/im.exec(letter.toString()) ?? [];
    for (const to of receivers) appendFileSync(file, `${JSON.stringify({ id, to } satisfies Accepted)}\n`);
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, { envelope }, answer) {
      const receivers = envelope.rcptTo.map(({ address }) => address);
      void buffer(stream)
        .then((letter) => take(letter, receivers))
        .then(() => answer(), answer);
    },
  });
  server.on('error', () => {}); // a worker was killed in the middle of a letter
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}

/** Everybody and every desk has an address. */
export async function giveAddresses(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`UPDATE account SET email = username || '@people.example'`);
  await client.query(`UPDATE unit SET email = code || '@units.example'`);
  await client.end();
}
