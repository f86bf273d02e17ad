import { addDays } from '@huiyin/domain';
import type { LocalDate } from '@huiyin/domain';
import type { Part } from './context.ts';
import { ruleOf } from './policy.ts';
import type { Numbers } from './policy.ts';

/** Of the parts that co-handlers still owe, the one due first; of two due on one day, the one asked for first. */
export function firstOwed(parts: readonly Part[], numbers: Numbers): Part | undefined {
  const usual = ruleOf('parts', numbers).period.amount;
  const dueOf = ({ addedOn, dueOn }: Part): LocalDate => dueOn ?? addDays(addedOn, usual);
  const owed = parts.filter(({ status }) => status === 'owed');
  return owed.reduce<Part | undefined>(
    (first, part) => (first && dueOf(first) <= dueOf(part) ? first : part),
    undefined,
  );
}
