/** The effect handlers, one a kind. */
export const HANDLERS = Symbol('effect handlers');

/** What the worker does of its own accord, and how often. */
export const DUTIES = Symbol('duties');
