import type { PersonRow } from '@huiyin/office';

/** A person as the caller may see them. */
export function presentPerson({ name, phone, idNumber, address }: PersonRow, mayKnow: boolean) {
  if (mayKnow) return { name, phone, idNumber, address, masked: false };
  return {
    name: maskName(name),
    phone: phone && keepEnds(phone, 3, 4),
    idNumber: idNumber && keepEnds(idNumber, 3, 2),
    address: address && '***',
    masked: true,
  };
}

/** The first character, counted as a reader counts: 𠮷某 keeps its 𠮷. */
function maskName(name: string): string {
  const [first = '', ...others] = Array.from(name);
  return first + '*'.repeat(Math.max(1, others.length));
}

function keepEnds(text: string, start: number, end: number): string {
  if (text.length <= start + end) return '*'.repeat(text.length);
  return text.slice(0, start) + '*'.repeat(text.length - start - end) + text.slice(-end);
}
