/** Adds a parameter to a statement and returns its placeholder. */
export type Bind = (value: unknown) => string;

/** @param values the parameters so far; grows with each that is bound */
export function binder(values: unknown[]): Bind {
  return (value) => `$${values.push(value)}`;
}
