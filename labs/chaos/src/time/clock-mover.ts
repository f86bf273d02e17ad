import type { Caller } from '../office/caller.ts';

/** How long the answer is waited for: everything due is fired before it comes. @unit milliseconds */
const PATIENCE_MS = 8_000;

/** Moves the legal clock. It only goes forward, so whether an answer came or not, the next leap goes beyond. */
export class ClockMover {
  private constructor(
    private readonly caller: Caller,
    private readonly admin: string,
    private target: number,
  ) {}

  /** @param admin username of somebody who may move it */
  static async at(caller: Caller, admin: string): Promise<ClockMover> {
    const answer = await caller.ask({ user: admin, method: 'GET', path: '/v1/clock' });
    if (answer?.status !== 200) throw new Error(`${admin} cannot read the clock: ${JSON.stringify(answer)}`);
    return new ClockMover(caller, admin, Date.parse((answer.body as { now: string }).now));
  }

  /** @returns whether the API said that everything due by then has been fired */
  async moveBy(ms: number, patienceMs = PATIENCE_MS): Promise<boolean> {
    this.target += ms;
    const body = { now: new Date(this.target).toISOString() };
    const answer = await this.caller.ask({ user: this.admin, method: 'PUT', path: '/v1/clock', body }, { patienceMs });
    return answer?.status === 200;
  }
}
