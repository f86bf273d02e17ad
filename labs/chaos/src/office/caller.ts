import { setTimeout as sleep } from 'node:timers/promises';
import type { Dice } from '@huiyin/lab-kit';
import { DEMO_PASSWORD } from '@huiyin/platform';

/** How long an answer is waited for; now and then somebody has no patience at all. @unit milliseconds */
const PATIENCE = { usual: 6_000, short: 120 };
const IMPATIENT = 0.15;

export interface Request {
  /** Username of whoever asks; null before the login. */
  readonly user: string | null;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Below 300 what was asked for, else a problem document. */
  readonly body: unknown;
}

/** RFC 9457. */
export interface Problem {
  readonly type?: string;
}

/** The sessions of everybody who calls, good at every API: tokens by username. */
type Tokens = ReadonlyMap<string, string>;

/** Calls the APIs as their users do, and goes to the other one when the one does not answer. */
export class Caller {
  private turn: number;
  private attempts = 0;

  /** @param urls of the APIs */
  private constructor(
    readonly urls: readonly string[],
    private readonly tokens: Tokens,
    private readonly dice: Dice,
  ) {
    this.turn = dice.chance('begins at the second', 0.5) ? 1 : 0;
  }

  /** Logs everybody in. @throws when one of them cannot */
  static async login(urls: readonly string[], usernames: readonly string[], dice: Dice): Promise<Caller> {
    const tokens = new Map<string, string>();
    const caller = new Caller(urls, tokens, dice);
    for (const username of usernames) {
      const body = { username, password: DEMO_PASSWORD };
      const answer = await caller.ask({ user: null, method: 'POST', path: '/v1/session', body });
      if (answer?.status !== 201) throw new Error(`${username} cannot log in: ${JSON.stringify(answer)}`);
      tokens.set(username, (answer.body as { token: string }).token);
    }
    return caller;
  }

  /** Somebody else who calls the same APIs with the same logins. */
  for(name: string): Caller {
    return new Caller(this.urls, this.tokens, this.dice.for(name));
  }

  /** One attempt. @returns null when no answer came */
  async ask(request: Request, { patienceMs = PATIENCE.usual } = {}): Promise<Answer | null> {
    const { user, method, path, body, headers } = request;
    const token = user === null ? undefined : this.tokens.get(user);
    try {
      const response = await fetch(`${this.url}${path}`, {
        method,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(patienceMs),
      });
      return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
    } catch {
      this.turn++;
      return null;
    }
  }

  /**
   * Asks again, with the same key, until the answer is a definite one.
   * @param onAttempt called before each attempt
   * @returns null when the signal came first
   */
  async untilDefinite(
    request: Request,
    { signal, onAttempt }: { signal?: AbortSignal; onAttempt?: () => void } = {},
  ): Promise<Answer | null> {
    while (!signal?.aborted) {
      const dice = this.dice.for('attempt', ++this.attempts);
      const patienceMs = dice.chance('impatient', IMPATIENT) ? PATIENCE.short : PATIENCE.usual;
      onAttempt?.();
      const answer = await this.ask(request, { patienceMs });
      if (answer && isDefinite(answer)) return answer;
      if (answer) this.turn++;
      await sleep(dice.between('rests', 20, 250));
    }
    return null;
  }

  private get url(): string {
    return this.urls[this.turn % this.urls.length] ?? '';
  }
}

/** A 5xx promises nothing, and of a request that is still running nothing is known yet. */
function isDefinite({ status, body }: Answer): boolean {
  return status < 500 && (body as Problem).type !== '/problems/idempotency-key-in-progress';
}
