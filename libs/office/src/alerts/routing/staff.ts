import type { LocalDate } from '@huiyin/domain';
import type { Absence, Account } from '@huiyin/domain/entities';
import type { UnitTree } from '../../access/directory.ts';

export type Person = Pick<Account, 'username' | 'name' | 'unit' | 'roles'> & {
  /** The account was closed. */
  readonly left: boolean;
};
export type Away = Pick<Absence, 'account' | 'kind' | 'fromOn' | 'toOn' | 'deputy'>;

/** Those who can do something about an alert. Who only watches or runs the system is no recipient. */
export const WORKING: readonly string[] = ['intake', 'handler', 'leader', 'supervisor', 'follow-up'];

/** The offices and the people in them on one day. */
export class Staff {
  private readonly byName: ReadonlyMap<string, Person>;
  private readonly byUnit = new Map<string, Person[]>();
  private readonly away: ReadonlyMap<string, Away>;

  constructor(
    readonly tree: UnitTree,
    readonly people: readonly Person[],
    absences: readonly Away[],
    readonly today: LocalDate,
  ) {
    const runs = ({ fromOn, toOn }: Away) => fromOn <= today && (toOn === null || today <= toOn);
    this.away = new Map(absences.filter(runs).map((each) => [each.account, each]));
    this.byName = new Map(people.map((person) => [person.username, person]));
    for (const person of people) {
      const colleagues = this.byUnit.get(person.unit);
      if (colleagues) colleagues.push(person);
      else this.byUnit.set(person.unit, [person]);
    }
  }

  person(username: string): Person | undefined {
    return this.byName.get(username);
  }

  absenceOf(username: string): Away | undefined {
    return this.away.get(username);
  }

  /** Everybody who holds or held one of the roles there: a post whose last holder has left is vacant, not gone. */
  holders(unit: string, roles: readonly string[]): Person[] {
    return (this.byUnit.get(unit) ?? []).filter((person) => person.roles.some((role) => roles.includes(role)));
  }

  /** Everybody who can do something there. */
  workers(unit: string): Person[] {
    return this.holders(unit, WORKING).filter(({ left }) => !left);
  }

  isWorking({ roles }: Person): boolean {
    return roles.some((role) => WORKING.includes(role));
  }

  isDissolved(unit: string): boolean {
    const { dissolvedOn = null } = this.tree.get(unit) ?? {};
    return dissolvedOn !== null && dissolvedOn <= this.today;
  }
}
