import type { AlertPayload } from '@huiyin/workflow';
import { isKeptFrom } from '../../access/accused.ts';
import { createViewer } from '../../access/viewer.ts';
import type { Person, Staff } from './staff.ts';

/** What of a petition decides who may hear of it. */
export interface Sensitivity {
  readonly confidential: boolean;
  /** Topmost units it is kept from (petition.kept_from). */
  readonly keptFrom: readonly string[];
  readonly recused: readonly string[];
  /** Units it is visible to (case_scope). */
  readonly scope: readonly string[];
}

/** Why an alert passed a person or a desk by. */
export type Hindrance = 'left' | 'leave' | 'delegation' | 'vacancy' | 'recused' | 'accused' | 'outOfSight' | 'noPart';

/** One alert's matter: whom it may be shown to, and who is kept from it. */
export class Matter {
  private readonly takingPart: readonly string[];
  private readonly visibleTo: ReadonlySet<string>;

  constructor(
    private readonly staff: Staff,
    private readonly payload: AlertPayload,
    private readonly sensitivity: Sensitivity,
  ) {
    const { tree } = staff;
    const named = [payload.registrar, payload.unit, payload.desk].filter((unit) => unit !== null);
    this.takingPart = named.flatMap((unit) => tree.withHeirs(unit));
    // A unit that has handed the matter on since the alert was raised still learns of what it owed.
    const above = sensitivity.confidential ? [] : this.takingPart.flatMap((unit) => tree.pathOf(unit));
    this.visibleTo = new Set([...sensitivity.scope, ...this.takingPart, ...above]);
  }

  /** Why no alert of this matter goes to a desk. */
  closedTo(unit: string): Hindrance | null {
    if (this.isAccused(unit)) return 'accused';
    // A confidential matter is known to the units that take part and to nobody above them (信访工作条例 Art. 30).
    return this.sensitivity.confidential && !this.takingPart.includes(unit) ? 'noPart' : null;
  }

  /** Why an alert does not reach a person; that somebody only delegates their work counts as well. */
  hindranceOf(person: Person): Hindrance | null {
    if (person.left) return 'left';
    return this.staff.absenceOf(person.username)?.kind ?? this.keptFrom(person);
  }

  /** Why a person who is at their desk has no part in it. */
  keptFrom(person: Person): Hindrance | null {
    if (person.left) return 'left';
    if (this.sensitivity.recused.includes(person.username)) return 'recused';
    if (this.isAccused(person.unit)) return 'accused';
    return this.staff.isWorking(person) && this.sees(person) ? null : 'outOfSight';
  }

  /** A deputy stands in for somebody who takes part, and does not thereby take part themselves. */
  mayDeputise(person: Person): boolean {
    if (this.payload.duty === 'followUp' && person.username === this.payload.assignee) return false;
    return this.keptFrom(person) === null && this.closedTo(person.unit) === null;
  }

  private isAccused(unit: string): boolean {
    return isKeptFrom(unit, this.sensitivity.keptFrom, this.staff.tree);
  }

  /** An alert of a petition that one may not see is shown to nobody: see visibility.ts. */
  private sees(person: Person): boolean {
    const unit = this.staff.tree.get(person.unit);
    if (!unit) return false;
    const { scopes, followUpScopes } = createViewer(person, unit);
    const reach = this.payload.duty === 'followUp' ? [...scopes, ...followUpScopes] : scopes;
    return reach.some((each) => this.visibleTo.has(each));
  }
}
