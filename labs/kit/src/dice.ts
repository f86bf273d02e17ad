import { createHash } from 'node:crypto';

/** Something to choose, and how likely it is beside the others. */
type Choice<T> = readonly [item: T, weight: number];

/**
 * Chance that can be repeated. A throw is named by its labels and does not depend on the throws before it, so whatever
 * is done in another order, or side by side, still comes out the same.
 */
export class Dice {
  constructor(private readonly seed: string) {}

  /** Dice of their own for one petition, one office. */
  for(...labels: readonly (string | number)[]): Dice {
    return new Dice([this.seed, ...labels].join('/'));
  }

  /** @returns a number from 0 up to, not including, 1 */
  roll(label: string | number): number {
    return this.bytes(label).readUInt32BE() / 2 ** 32;
  }

  /** True in the given share of all throws. */
  chance(label: string | number, share: number): boolean {
    return this.roll(label) < share;
  }

  /** A whole number, both ends included. */
  between(label: string | number, least: number, most: number): number {
    return least + Math.floor(this.roll(label) * (most - least + 1));
  }

  pick<T>(label: string | number, from: readonly T[]): T {
    return this.weighted(
      label,
      from.map((each) => [each, 1]),
    );
  }

  /** One of the choices, each as likely as its weight. */
  weighted<T>(label: string | number, choices: readonly Choice<T>[]): T {
    let left = this.roll(label) * choices.reduce((sum, [, weight]) => sum + weight, 0);
    const chosen = choices.find(([, weight]) => (left -= weight) < 0) ?? choices[choices.length - 1];
    if (!chosen) throw new Error('nothing to choose from');
    return chosen[0];
  }

  shuffled<T>(label: string | number, items: readonly T[]): T[] {
    return items
      .map((item, index) => ({ item, rank: this.roll(`${label}/${index}`) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  }

  /** 32 bytes. */
  bytes(label: string | number): Buffer {
    return createHash('sha256').update(`${this.seed}/${label}`).digest();
  }
}
