import type { Dice } from '@huiyin/lab-kit';
import type { PetitionView } from '@huiyin/workflow/contract';

/** Petitions that all clients work on, as they were last seen. Two clients often want the same one: that is meant. */
export class Desk {
  private readonly petitions = new Map<string, PetitionView>();

  /** @param most petitions that lie on it at a time */
  constructor(private readonly most: number) {}

  get isFull(): boolean {
    return this.petitions.size >= this.most;
  }

  /** One of them; null while there is none. */
  pick(dice: Dice, label: string): PetitionView | null {
    return this.petitions.size > 0 ? dice.pick(label, [...this.petitions.values()]) : null;
  }

  /** Those that are closed and owe nothing any more leave the desk. */
  learn(view: PetitionView): void {
    const known = this.petitions.get(view.id);
    if (known && known.version > view.version) return;
    if (view.stage === 'closed' && Object.keys(view.regions).length === 0) this.drop(view.id);
    else this.petitions.set(view.id, view);
  }

  drop(id: string): void {
    this.petitions.delete(id);
  }
}
