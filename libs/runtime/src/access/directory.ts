import { Unit } from '@huiyin/domain/entities';
import type { DataSource } from 'typeorm';

export type UnitNode = Pick<Unit, 'code' | 'name' | 'kind' | 'parent' | 'path'>;

/** How long the tree of units is believed before it is read again. @unit milliseconds */
const FRESH_MS = 10_000;

/** The offices and who is above whom. Small and nearly constant, so each process keeps a copy for a few seconds. */
export class Directory {
  private units = new Map<string, UnitNode>();
  private readAt = 0;

  constructor(private readonly dataSource: DataSource) {}

  async fresh(): Promise<this> {
    if (Date.now() - this.readAt < FRESH_MS) return this;
    const units = await this.dataSource.getRepository(Unit).find();
    this.units = new Map(units.map((unit) => [unit.code, unit]));
    this.readAt = Date.now();
    return this;
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

  /** Whether a unit is one of the given ones or lies below one of them. */
  isWithin(code: string, roots: readonly string[]): boolean {
    return this.pathOf(code).some((ancestor) => roots.includes(ancestor));
  }
}
