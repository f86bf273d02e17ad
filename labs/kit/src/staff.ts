import { createViewer, maySend } from '@huiyin/office';
import type { Involved, Organisation, UnitTree, Viewer } from '@huiyin/office';
import type { EventType } from '@huiyin/workflow/contract';

/** The township's government. */
const GOVERNMENT = 'ys-qh-ll';

/** Who works in the township and above it, and who of them may do what: that the office says. */
export class Staff {
  /** The people of the township first, then those above it. */
  readonly viewers: readonly Viewer[];
  /** Who sits where the township registers petitions, its head first. */
  readonly registrars: readonly [Viewer, ...Viewer[]];

  constructor(
    { people }: Organisation,
    private readonly directory: UnitTree,
  ) {
    const isAbove = (unit: string) => !directory.isWithin(unit, [GOVERNMENT]);
    this.viewers = [...people]
      .sort((one, other) => Number(isAbove(one.unit)) - Number(isAbove(other.unit)))
      .map((person) => createViewer(person, unitOf(person.unit, directory)));
    const [head, ...others] = this.viewers.filter(({ roles, unit }) => roles.includes('intake') && !isAbove(unit.code));
    if (!head) throw new Error('nobody in the township registers petitions');
    this.registrars = [head, ...others];
  }

  /** Who may send an event to a petition. Some of them may not know of it, or have done what bars them. */
  whoMaySend(type: EventType, petition: Involved): readonly Viewer[] {
    return this.viewers.filter((viewer) => maySend(viewer, type, petition, this.directory));
  }

  /** Somebody of the unit to put a name to. */
  handlerIn(unit: string): string | undefined {
    return this.viewers.find((viewer) => viewer.unit.code === unit && viewer.roles.includes('handler'))?.username;
  }

  /** The unit above another: to it goes whoever asks for a review (Art. 35, 36). @throws where there is none */
  above(unit: string): string {
    const superior = this.directory.pathOf(unit).at(-2);
    if (superior === undefined) throw new Error(`nobody stands above ${unit}`);
    return superior;
  }
}

function unitOf(code: string, directory: UnitTree) {
  const unit = directory.get(code);
  if (!unit) throw new Error(`there is no unit ${code}`);
  return unit;
}
