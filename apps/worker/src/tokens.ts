/** What becomes of effects inside the system, one projection a kind. */
export const PROJECTIONS = Symbol('projections');

/** What leaves the system, one deliverer a kind. */
export const DELIVERERS = Symbol('deliverers');

/** What the worker does of its own accord, and how often. */
export const DUTIES = Symbol('duties');
