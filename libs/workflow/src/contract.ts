/** The public door: what may be said to a petition case and what is answered. Depends on zod alone, so a browser may import it. */
export * from './contract/accused.ts';
export * from './contract/clock-views.ts';
export * from './contract/events.ts';
export * from './contract/fields.ts';
export * from './contract/names.ts';
export * from './contract/probes.ts';
export * from './contract/register.ts';
export * from './contract/views.ts';
export { MOST_BYTES, MOST_FILES } from './contract/events/files.ts';
export { SENDERS, type EventSpec, type Sender } from './contract/events/kit.ts';
export { NAMED, type Named } from './contract/events/naming.ts';
