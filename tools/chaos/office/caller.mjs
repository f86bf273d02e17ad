import { setTimeout as sleep } from 'node:timers/promises';

const PASSWORD = 'huiyin-demo';

/** How long an answer is waited for; now and then somebody has no patience at all. @unit milliseconds */
const PATIENCE = { usual: 6_000, short: 120 };

/** Calls the APIs as their users do, and goes to the other one when the one does not answer. */
export class Caller {
  #turn;

  /**
   * @param {string[]} urls of the APIs
   * @param {Map<string, string>} tokens by username, good at every API
   */
  constructor(urls, tokens, dice) {
    Object.assign(this, { urls, tokens, dice });
    this.#turn = dice?.chance(0.5) ? 1 : 0;
  }

  static async login(urls, users) {
    const tokens = new Map();
    const caller = new Caller(urls, tokens, null);
    for (const username of users) {
      const body = { username, password: PASSWORD };
      const answer = await caller.ask({ user: null, method: 'POST', path: '/v1/session', body });
      if (answer?.status !== 201) throw new Error(`${username} cannot log in: ${JSON.stringify(answer)}`);
      tokens.set(username, answer.body.token);
    }
    return tokens;
  }

  /** Somebody else who calls the same APIs with the same logins. */
  fork(name) {
    return new Caller(this.urls, this.tokens, this.dice?.fork(name));
  }

  /** One attempt. @returns {Promise<{ status: number, headers: Headers, body: any } | null>} null when no answer came */
  async ask({ user, method, path, body, headers = {} }, { patienceMs = PATIENCE.usual, url = this.#url() } = {}) {
    try {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(user && { authorization: `Bearer ${this.tokens.get(user)}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(Math.ceil(patienceMs)),
      });
      return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
    } catch {
      this.#turn++;
      return null;
    }
  }

  /** Asks again, with the same key, until the answer is a definite one. @returns null when the signal came first */
  async untilDefinite(request, { signal, onAttempt = () => {} } = {}) {
    while (!signal?.aborted) {
      const patienceMs = this.dice?.chance(0.15) ? PATIENCE.short : PATIENCE.usual;
      onAttempt();
      const answer = await this.ask(request, { patienceMs });
      if (answer && isDefinite(answer)) return answer;
      if (answer) this.#turn++;
      await sleep(this.dice?.between(20, 250) ?? 100);
    }
    return null;
  }

  #url() {
    return this.urls[this.#turn % this.urls.length];
  }
}

/** A 5xx promises nothing, and of a request that is still running nothing is known yet. */
export function isDefinite({ status, body }) {
  return status < 500 && body?.type !== '/problems/idempotency-key-in-progress';
}
