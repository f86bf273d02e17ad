import type { Unit } from '@huiyin/domain/entities';

export type UnitNode = Pick<Unit, 'code' | 'name' | 'kind' | 'parent' | 'path' | 'dissolvedOn' | 'successor'>;

/** The offices and who is above whom. Whatever the data say, no question about them runs in a circle. */
export class UnitTree {
  protected units: ReadonlyMap<string, UnitNode>;

  constructor(units: readonly UnitNode[] = []) {
    this.units = byCode(units);
  }

  get isEmpty(): boolean {
    return this.units.size === 0;
  }

  get(code: string): UnitNode | undefined {
    return this.units.get(code);
  }

  /** The unit of a kind directly below another. */
  childOf(parent: string, kind: string): UnitNode | undefined {
    return [...this.units.values()].find((unit) => unit.parent === parent && unit.kind === kind);
  }

  /** Codes from the root down to the unit itself; empty for an unknown unit. */
  pathOf(code: string): readonly string[] {
    return this.units.get(code)?.path ?? [];
  }

  /** The unit and, if it has been dissolved, whoever took over from it, one after the other. */
  withHeirs(code: string): readonly string[] {
    const line = new Set<string>();
    for (let each: string | null = code; each !== null && !line.has(each);) {
      line.add(each);
      each = this.units.get(each)?.successor ?? null;
    }
    return [...line];
  }

  /** Whether a unit is one of the given ones or lies below one of them; one that was dissolved lies where its successor does. */
  isWithin(code: string, roots: readonly string[]): boolean {
    return this.withHeirs(code).some((unit) => this.pathOf(unit).some((ancestor) => roots.includes(ancestor)));
  }

  /** Whether a unit is complained about: one of the accused, below one of them, or in the place of one that is dissolved. */
  isAccused(code: string, accused: readonly string[]): boolean {
    return this.isWithin(
      code,
      accused.flatMap((each) => this.withHeirs(each)),
    );
  }
}

export function byCode(units: readonly UnitNode[]): ReadonlyMap<string, UnitNode> {
  return new Map(units.map((unit) => [unit.code, unit]));
}
