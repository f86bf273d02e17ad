import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

const END_OF_HEAD = '\r\n\r\n';

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly ifMatch?: string | undefined;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly etag: string | undefined;
  readonly body: () => string;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One keep-alive HTTP/1.1 connection that does one request at a time. The client shares the machine with the servers
 * it measures, so it reads no more of an answer than it needs: status, three headers, and where the body ends.
 */
export class Connection {
  private readonly socket: Socket;
  private received: Buffer | null = null;
  private waiting: Waiting | null = null;

  static async open(port: number): Promise<Connection> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new Connection(socket);
  }

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => this.read(chunk));
    socket.on('error', (error) => this.waiting?.reject(error));
    socket.on('close', () => this.waiting?.reject(new Error('the server closed the connection')));
  }

  request({ method, path, token, ifMatch, body = '' }: Request): Promise<Answer> {
    const head = [
      `${method} ${path} HTTP/1.1`,
      'host: 127.0.0.1',
      ...(token ? [`authorization: Bearer ${token}`] : []),
      ...(ifMatch ? [`if-match: ${ifMatch}`] : []),
      ...(body ? ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`] : []),
    ];
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(`${head.join('\r\n')}${END_OF_HEAD}${body}`);
    });
  }

  close(): void {
    this.waiting = null;
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    const received = this.received ? Buffer.concat([this.received, chunk]) : chunk;
    const end = received.indexOf(END_OF_HEAD);
    const head = end < 0 ? null : received.toString('latin1', 0, end);
    const from = end + END_OF_HEAD.length;
    if (head === null || received.length < from + Number(header(head, 'content-length') ?? 0)) {
      this.received = received;
      return;
    }
    this.received = null;
    const { waiting } = this;
    this.waiting = null;
    waiting?.resolve({
      status: Number(head.slice(9, 12)),
      location: header(head, 'location'),
      etag: header(head, 'etag'),
      body: () => received.toString('utf8', from),
    });
  }
}

function header(head: string, name: string): string | undefined {
  const at = head.indexOf(`\r\n${name}: `);
  if (at < 0) return undefined;
  const from = at + name.length + 4;
  const to = head.indexOf('\r\n', from);
  return head.slice(from, to < 0 ? undefined : to);
}
