import { createViewer, maySend } from '@huiyin/office';
import type { Directory, Organisation, Viewer } from '@huiyin/office';
import type { PetitionContext } from '@huiyin/workflow';
import type { EventType } from '@huiyin/workflow/contract';

/** The township's government. Its people act in this year; those above it only where nobody in it may. */
const TOWNSHIP = 'ys-qh-ll';
/** Who registers petitions. */
const COUNTER = 'll.xfb';

/** What nobody does on a matter that they handled themselves. */
const BY_ANOTHER: readonly EventType[] = ['RECORD_FOLLOW_UP', 'DECIDE_REVIEW', 'DECIDE_RECHECK'];

/** Who works in the township and above it, and who of them may do what. */
export class Staff {
  private readonly viewers: readonly Viewer[];
  /** Who sits where petitions are registered. */
  readonly counter: Viewer;

  constructor(
    { people }: Organisation,
    private readonly directory: Directory,
  ) {
    const isAbove = (unit: string) => !directory.isWithin(unit, [TOWNSHIP]);
    this.viewers = [...people]
      .sort((one, other) => Number(isAbove(one.unit)) - Number(isAbove(other.unit)))
      .map((person) => createViewer(person, directory.get(person.unit) as NonNullable<ReturnType<Directory['get']>>));
    this.counter = this.viewers.find(({ username }) => username === COUNTER) as Viewer;
  }

  /**
   * Who may send an event, who sits nearest to the matter first. Some of them may not know of it.
   * @param from the unit it is done for
   */
  sendersOf(type: EventType, context: PetitionContext, from = context.unit): readonly Viewer[] {
    const barred = BY_ANOTHER.includes(type) ? context.handlers : [];
    const able = this.viewers.filter(
      (viewer) => !barred.includes(viewer.username) && maySend(viewer, type, context, this.directory),
    );
    const isNear = ({ unit }: Viewer) => unit.code === from;
    return [...able.filter(isNear), ...able.filter((viewer) => !isNear(viewer))];
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
