export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test says itself what it expects of a body
  readonly body: any;
}

interface Request {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Talks to the API over HTTP as its users do. Each user logs in once. */
export class Client {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(readonly url: string) {}

  /** @param user username of a demo account, or null for nobody */
  async call(user: string | null, method: string, path: string, { body, headers = {} }: Request = {}): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(user === null ? {} : { authorization: `Bearer ${await this.token(user)}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw(body) ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  get(user: string | null, path: string): Promise<Answer> {
    return this.call(user, 'GET', path);
  }

  /** Sends an event on the version that stands now, unless a test names another. */
  async send(user: string, id: string, type: string, data: object = {}, headers: Record<string, string> = {}) {
    const seen = 'if-match' in headers ? null : await this.get(user, `/v1/petitions/${id}`);
    const version = seen?.headers.get('etag');
    const ifMatch: Record<string, string> = version ? { 'if-match': version } : {};
    return this.call(user, 'POST', `/v1/petitions/${id}/events`, {
      body: { type, data },
      headers: { ...ifMatch, ...headers },
    });
  }

  async now(): Promise<number> {
    return Date.parse((await this.get('admin', '/v1/clock')).body.now);
  }

  /** Moves the virtual clock; resolves when everything due by then has been fired. */
  async moveTo(instant: string | number): Promise<Answer> {
    return this.call('admin', 'PUT', '/v1/clock', { body: { now: new Date(instant).toISOString() } });
  }

  /** @unit calendar days */
  async moveBy(days: number): Promise<Answer> {
    return this.moveTo((await this.now()) + days * 86_400_000);
  }

  private token(user: string): Promise<string> {
    const known = this.tokens.get(user) ?? this.login(user);
    this.tokens.set(user, known);
    return known;
  }

  private async login(username: string): Promise<string> {
    const { status, body } = await this.call(null, 'POST', '/v1/session', {
      body: { username, password: 'huiyin-demo' },
    });
    if (status !== 201) throw new Error(`${username} cannot log in: ${JSON.stringify(body)}`);
    return body.token as string;
  }
}

function isRaw(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof Uint8Array;
}
