// A mail server on loopback that keeps a list of what it accepted. It is no better than a real one: of the attempts it refuses
// every seventh for now, and answers every eleventh late.
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';

const REFUSES_EVERY = 7;
const LATE_EVERY = 11;
/** @unit milliseconds */
const LATE_MS = 3_000;

/** @param file gets a line of JSON, `{ id, to }`, for each letter before its sender is told that it was accepted */
export async function openPostOffice(file) {
  let attempts = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, { envelope }, answer) {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', async () => {
        attempts++;
        if (attempts % LATE_EVERY === 0) await sleep(LATE_MS);
        if (attempts % REFUSES_EVERY === 0) return answer(Object.assign(new Error('busy'), { responseCode: 451 }));
        const [, id] = /^Message-ID: <(.*)@huiyin>/im.exec(Buffer.concat(chunks).toString()) ?? [];
        for (const { address } of envelope.rcptTo) appendFileSync(file, `${JSON.stringify({ id, to: address })}\n`);
        answer();
      });
    },
  });
  server.on('error', () => {}); // a worker was killed in the middle of a letter
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return { url: `smtp://127.0.0.1:${server.server.address().port}`, close: () => server.close() };
}

/** Everybody and every desk has an address. */
export async function giveAddresses(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`UPDATE account SET email = username || '@people.example'`);
  await client.query(`UPDATE unit SET email = code || '@units.example'`);
  await client.end();
}
