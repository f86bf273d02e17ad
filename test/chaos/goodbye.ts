// A server that says goodbye in the packet of an answer, as PostgreSQL may when it is told to stop.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';

export interface Between {
  readonly url: string;
  close(): void;
}

/**
 * Stands between a program and its PostgreSQL and passes everything on.
 * @param isLast told what went to the server and what comes back, whether to add what a server says that stops
 */
export async function goodbyeOn(
  databaseUrl: string,
  isLast: (asked: Buffer, answer: Buffer) => boolean,
): Promise<Between> {
  const url = new URL(databaseUrl);
  const server = goingBetween(new URL(databaseUrl), isLast).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url.port = String((server.address() as AddressInfo).port);
  return { url: url.href, close: () => void server.close() };
}

function goingBetween(server: URL, isLast: (asked: Buffer, answer: Buffer) => boolean): Server {
  return createServer((client) => {
    const upstream = connect(Number(server.port), server.hostname);
    let asked: Buffer = Buffer.alloc(0);
    client.on('data', (data) => {
      asked = data;
      upstream.write(data);
    });
    upstream.on('data', (answer) => {
      if (isLast(asked, answer)) client.end(Buffer.concat([answer, goodbye()]));
      else client.write(answer);
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
