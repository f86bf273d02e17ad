import { once } from 'node:events';
import { connect } from 'node:net';

const END_OF_HEAD = '\r\n\r\n';

/**
 * One keep-alive HTTP/1.1 connection that does one request at a time. The client shares the machine with the servers
 * it measures, so it reads no more of an answer than it needs: status, three headers, and where the body ends.
 */
export class Connection {
  #socket;
  #received = null;
  #waiting = null;

  static async open(port) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new Connection(socket);
  }

  constructor(socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => this.#waiting?.reject(new Error('the server closed the connection')));
  }

  /** @returns {Promise<{ status: number, location?: string, etag?: string, body: () => string }>} */
  request({ method, path, token, ifMatch, body = '' }) {
    const head = [
      `${method} ${path} HTTP/1.1`,
      'host: 127.0.0.1',
      ...(token ? [`authorization: Bearer ${token}`] : []),
      ...(ifMatch ? [`if-match: ${ifMatch}`] : []),
      ...(body ? ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`] : []),
    ];
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(`${head.join('\r\n')}${END_OF_HEAD}${body}`);
    });
  }

  close() {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #read(chunk) {
    const received = this.#received ? Buffer.concat([this.#received, chunk]) : chunk;
    const end = received.indexOf(END_OF_HEAD);
    const head = end < 0 ? null : received.latin1Slice(0, end);
    const from = end + END_OF_HEAD.length;
    if (head === null || received.length < from + Number(header(head, 'content-length') ?? 0)) {
      this.#received = received;
      return;
    }
    this.#received = null;
    const { resolve } = this.#waiting;
    this.#waiting = null;
    resolve({
      status: Number(head.slice(9, 12)),
      location: header(head, 'location'),
      etag: header(head, 'etag'),
      body: () => received.utf8Slice(from),
    });
  }
}

function header(head, name) {
  const at = head.indexOf(`\r\n${name}: `);
  if (at < 0) return undefined;
  const from = at + name.length + 4;
  const to = head.indexOf('\r\n', from);
  return head.slice(from, to < 0 ? undefined : to);
}
