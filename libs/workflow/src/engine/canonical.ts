import canonicalize from 'canonicalize';

/** The package's types describe its CommonJS module object; under ESM the default import is the function itself. */
const serialize = canonicalize as unknown as (value: unknown) => string;

/** Canonical JSON (RFC 8785) of a value as the database would give it back: undefined members dropped. */
export function canonical(value: unknown): string {
  return serialize(JSON.parse(JSON.stringify(value)));
}
