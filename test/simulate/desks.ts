import { Dice } from '@huiyin/lab-kit';
import type { Desk } from '../../labs/simulate/src/office/desk.ts';

const DAY_MS = 86_400_000;
export const NOW = Date.parse('2025-03-10T09:00+08:00');

/** A clock that runs for another ten days. */
export const clock = (slot: string, rule = slot) => ({
  ...{ slot, rule, name: slot, status: 'running', startedAt: NOW, dueAt: NOW + 10 * DAY_MS, dueOn: '2025-03-20' },
});

interface Given {
  readonly arrival?: object;
  readonly template?: object;
  readonly context: object;
  readonly round?: object;
}

/** One case on many desks: enough throws of the dice that each of a desk's usual acts comes up. */
export function desks({ arrival = {}, template = {}, context, round }: Given): Desk[] {
  const ROUND = { number: 1, procedure: 'ordinary', heard: false, investigated: false, outcome: null };
  const ANSWER = { servedOn: null, followUpAttempts: 0, followUpResult: null, remedy: null };
  const facts = { purpose: 'appeal', groupSize: 1, contactable: true };
  return Array.from({ length: 100 }, (_, n) => {
    const dice = new Dice(String(n));
    return {
      arrival: { channel: 'visit', matter: { template: { others: [], track: null, ...template } }, ...arrival },
      context: {
        ...{ facts, clocks: [], links: [], parts: [], track: null, closing: null },
        ...{ round: { ...ROUND, ...ANSWER, ...round }, ...context },
      },
      ...{ dice, office: dice, officeOf: () => dice, now: NOW, revision: 1, refused: false, repeats: null },
      staff: { above: (unit: string) => `above ${unit}` },
    } as unknown as Desk;
  });
}
