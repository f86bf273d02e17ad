import { createViewer, maySend } from '@huiyin/runtime';
import type { Directory, Organisation, Viewer } from '@huiyin/runtime';
import type { PetitionContext } from '@huiyin/workflow';
import type { EventType } from '@huiyin/workflow/contract';

/** The township's government; its people alone act in this year. */
const TOWNSHIP = 'ys-qh-ll';
/** Where petitions are registered. */
export const COUNTER = { account: 'll.xfb', unit: 'ys-qh-ll-xfb' } as const;

/** Who works in the township, and who of them may do what. */
export class Staff {
  private readonly viewers: readonly Viewer[];

  constructor(
    { people }: Organisation,
    private readonly directory: Directory,
  ) {
    this.viewers = people
      .filter(({ unit }) => directory.isWithin(unit, [TOWNSHIP]))
      .map((person) => createViewer(person, directory.get(person.unit) as NonNullable<ReturnType<Directory['get']>>));
  }

  /**
   * Who sends an event: of those the system lets send it, who sits nearest to the matter. Nobody follows up what they
   * handled themselves.
   */
  senderOf(type: EventType, context: PetitionContext): Viewer | undefined {
    const free = type === 'RECORD_FOLLOW_UP' ? context.handlers : [];
    const able = this.viewers.filter(
      (viewer) => !free.includes(viewer.username) && maySend(viewer, type, context, this.directory),
    );
    return able.find(({ unit }) => unit.code === context.unit) ?? able[0];
  }

  /** Somebody of the unit to put a name to. */
  handlerIn(unit: string): string | undefined {
    return this.viewers.find((viewer) => viewer.unit.code === unit && viewer.roles.includes('handler'))?.username;
  }
}
