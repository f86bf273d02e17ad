/**
 * Canonical JSON (RFC 8785) of a value as the database would give it back: undefined members dropped. The standard asks
 * for what JSON.stringify does with numbers and texts, and for members sorted by UTF-16 code units, as sort() does.
 * By hand, because every line of every history goes through it in each audit; canonical.spec.ts compares it with a library.
 */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const object = value as Readonly<Record<string, unknown>>;
  let members = '';
  for (const key of Object.keys(object).sort()) {
    const member = object[key];
    if (member !== undefined) members += `${members && ','}${JSON.stringify(key)}:${canonical(member)}`;
  }
  return `{${members}}`;
}
