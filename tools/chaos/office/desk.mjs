/** Petitions that all clients work on, as they were last seen. Two clients often want the same one: that is meant. */
export class Desk {
  #petitions = new Map();
  #places = [];

  constructor(most) {
    this.most = most;
  }

  get isFull() {
    return this.#places.length >= this.most;
  }

  pick(dice) {
    return this.#places.length > 0 ? this.#petitions.get(dice.pick(this.#places)) : null;
  }

  /** What a view of a petition says. Those that are closed and owe nothing any more leave the desk. */
  learn({ id, version, state, regions, purpose, unit, confidential, parts, remedy }) {
    const known = this.#petitions.get(id);
    if (known && known.version > version) return;
    if (!known) this.#places.push(id);
    this.#petitions.set(id, { id, version, state, regions, purpose, unit, confidential, parts, remedy });
    if (state.startsWith('closed') && Object.keys(regions).length === 0) this.drop(id);
  }

  drop(id) {
    this.#petitions.delete(id);
    this.#places = this.#places.filter((each) => each !== id);
  }
}
