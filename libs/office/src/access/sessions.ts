import { createHash, randomBytes } from 'node:crypto';
import { Account, Session } from '@huiyin/domain/entities';
import { MoreThan } from 'typeorm';
import type { DataSource } from 'typeorm';
import type { Directory } from './directory.ts';
import { LoginAttempts } from './login-attempts.ts';
import { hashPassword, isOutdated, verifyPassword } from './password.ts';
import { Turns } from './turns.ts';
import { createViewer } from './viewer.ts';
import type { Viewer } from './viewer.ts';

/** How long a token is believed without asking the database; a logout elsewhere takes at most this long to be felt. */
const BELIEVED_MS = 5_000;
const MOST_BELIEVED = 10_000;

export interface NewSession {
  readonly token: string;
  readonly expiresAt: Date;
  readonly viewer: Viewer;
}

/** Local accounts and their bearer tokens. A token is 256 random bits and is stored as a hash only. */
export class Sessions {
  private readonly attempts: LoginAttempts;
  /** An attempt that is under way counts as a failure, so those of one account wait for each other. */
  private readonly turns = new Turns();
  private readonly believed = new Map<string, { viewer: Viewer; until: number }>();
  /** Checked for unknown users too, so that the answer takes as long either way. */
  private readonly decoy = hashPassword(randomBytes(16).toString('hex'));

  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: Directory,
    private readonly lifetimeMs: number,
  ) {
    this.attempts = new LoginAttempts(dataSource);
  }

  /** @returns null for a wrong name or password. @throws TooManyLogins */
  login(username: string, password: string): Promise<NewSession | null> {
    return this.turns.take(username, () => this.attempt(username, password));
  }

  /** @returns null when the token is unknown, expired or its account disabled */
  async viewer(token: string): Promise<Viewer | null> {
    const tokenHash = hash(token);
    const known = this.believed.get(tokenHash);
    if (known && known.until > Date.now()) return known.viewer;
    this.believed.delete(tokenHash);
    const live = { tokenHash, expiresAt: MoreThan(new Date()) };
    const session = await this.dataSource.getRepository(Session).findOneBy(live);
    const account = session && (await this.dataSource.getRepository(Account).findOneBy({ username: session.username }));
    if (!account || account.disabledAt) return null;
    const viewer = await this.viewerOf(account);
    if (this.believed.size >= MOST_BELIEVED) this.believed.clear();
    this.believed.set(tokenHash, { viewer, until: Math.min(Date.now() + BELIEVED_MS, session.expiresAt.getTime()) });
    return viewer;
  }

  async logout(token: string): Promise<void> {
    this.believed.delete(hash(token));
    await this.dataSource.getRepository(Session).delete({ tokenHash: hash(token) });
  }

  private async attempt(username: string, password: string): Promise<NewSession | null> {
    const attempt = await this.attempts.count(username);
    const account = await this.dataSource.getRepository(Account).findOneBy({ username });
    const right = await verifyPassword(password, account?.passwordHash ?? (await this.decoy));
    if (!account || !right || account.disabledAt) return null;
    await this.attempts.takeBack(attempt);
    if (isOutdated(account.passwordHash)) await this.renew(account, password);
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + this.lifetimeMs);
    await this.dataSource.getRepository(Session).insert({ tokenHash: hash(token), username, expiresAt });
    return { token, expiresAt, viewer: await this.viewerOf(account) };
  }

  private async viewerOf(account: Account): Promise<Viewer> {
    const unit = (await this.directory.fresh()).get(account.unit);
    if (!unit) throw new Error(`account ${account.username} belongs to the unknown unit ${account.unit}`);
    return createViewer(account, unit);
  }

  /** Only now is the password known. One that was reset meanwhile stays reset. */
  private async renew({ username, passwordHash }: Account, password: string): Promise<void> {
    const renewed = await hashPassword(password);
    await this.dataSource.getRepository(Account).update({ username, passwordHash }, { passwordHash: renewed });
  }
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
