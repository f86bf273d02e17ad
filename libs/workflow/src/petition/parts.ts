import { addDays } from '@huiyin/domain';
import type { LocalDate } from '@huiyin/domain';
import type { Part } from './context.ts';
import { RULES } from './rules.ts';

/** Of the parts that co-handlers still owe, the one due first; of two due on one day, the one asked for first. */
export function firstOwed(parts: readonly Part[]): Part | undefined {
  const owed = parts.filter(({ status }) => status === 'owed');
  return owed.reduce<Part | undefined>(
    (first, part) => (first && dueOf(first) <= dueOf(part) ? first : part),
    undefined,
  );
}

function dueOf({ addedOn, dueOn }: Part): LocalDate {
  return dueOn ?? addDays(addedOn, RULES.parts.period.amount);
}
