/** The one who moves the legal clock. It only goes forward, so whether an answer came or not, the next leap goes beyond. */
export class ClockMover {
  #target;

  constructor(caller, now) {
    this.caller = caller;
    this.#target = now;
  }

  /** @returns {Promise<boolean>} whether the API said that everything due by then has been fired */
  async moveBy(ms, { patienceMs = 8_000 } = {}) {
    this.#target += Math.round(ms);
    const body = { now: new Date(this.#target).toISOString() };
    const answer = await this.caller.ask({ user: 'admin', method: 'PUT', path: '/v1/clock', body }, { patienceMs });
    return answer?.status === 200;
  }
}
