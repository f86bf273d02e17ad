/** Injection tokens, written out: without decorator metadata Nest would inject undefined silently. */
export const CONFIG = Symbol('config');
export const DATA_SOURCE = Symbol('data source');
export const POOL = Symbol('pg pool');
export const CLOCK = Symbol('legal clock');
export const LAW = Symbol('calendars and policies');
export const REGISTRY = Symbol('machine registry');
export const ENGINE = Symbol('engine');
export const OFFICE = Symbol('office');
export const DIRECTORY = Symbol('directory of units');
export const DOORBELL = Symbol('doorbell');
export const LOGGER = Symbol('logger');
