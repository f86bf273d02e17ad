// PostgreSQL may say goodbye in the same breath in which it answers. The pool has then lent the connection to the next
// one, who has not begun to listen; pg reports the loss by an event, and an event that nobody hears ends the process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ownDatabase } from '../support/own-database.ts';
import type { OwnDatabase } from '../support/own-database.ts';

const program = fileURLToPath(new URL('last-words.mjs', import.meta.url));

let database: OwnDatabase;
let between: Server;
beforeAll(async () => {
  database = await ownDatabase();
  between = goingBetween(new URL(database.url)).listen(0, '127.0.0.1');
  await once(between, 'listening');
});
afterAll(async () => {
  between.close();
  await database.drop();
});

/** Passes everything on; to the answer to a statement with 'last words' in it, it adds what a server says that stops. */
function goingBetween(server: URL): Server {
  return createServer((client) => {
    const upstream = connect(Number(server.port), server.hostname);
    let isLast = false;
    client.on('data', (data) => {
      isLast ||= data.includes('last words');
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (isLast) client.end(Buffer.concat([data, goodbye()]));
      else client.write(data);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
  });
}

/** An ErrorResponse of PostgreSQL's protocol. */
function goodbye(): Buffer {
  const fields = ['SFATAL', 'VFATAL', 'C57P01', 'Mterminating connection due to administrator command'];
  const body = Buffer.from(`${fields.join('\0')}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

it('a goodbye that comes with the answer fails a statement at most, and the next has a connection again', async () => {
  const url = new URL(database.url);
  url.port = String((between.address() as AddressInfo).port);
  const child = spawn(process.execPath, [program, url.href], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += chunk));
  child.stderr.on('data', (chunk) => (said.err += chunk));
  const [code] = await once(child, 'close');
  expect({ code, err: said.err }).toEqual({ code: 0, err: '' });
  const { outcomes, after } = JSON.parse(said.out) as { outcomes: string[]; after: unknown[] };
  expect(outcomes[0]).toBe('fulfilled');
  expect(after).toEqual([{ one: 1 }]);
});
