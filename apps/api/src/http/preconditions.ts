import { Problem } from './problem.ts';

export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * The version a write rests on. If-Match must name one (RFC 9110 §13.1.1, RFC 6585 §3); `*` names none.
 * @returns the stored version when it is among those named, else one that cannot be, so that the write is refused as stale
 */
export function expectedVersion(ifMatch: string | undefined, current: number): number {
  if (ifMatch === undefined || ifMatch.trim() === '*') {
    const detail = {
      zh: '写操作须带 If-Match，值为读取时的 ETag',
      en: 'a write needs If-Match with the ETag you have read',
    };
    throw new Problem('precondition-required', detail);
  }
  const named = ifMatch.split(',').map((tag) => tag.trim());
  return named.includes(etagOf(current)) ? current : -1;
}

/** Whether the caller's copy is still good (If-None-Match, RFC 9110 §13.1.2); `*` is any copy. */
export function isUnchanged(ifNoneMatch: string | undefined, version: number): boolean {
  const named = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return named.includes(etagOf(version)) || named.includes('*');
}
