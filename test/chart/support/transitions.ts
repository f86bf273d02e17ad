import { allNodes } from '../../../libs/workflow/src/engine/nodes.ts';
import { petition } from '../../support/a-case.ts';

interface Definition {
  readonly eventType: string;
  readonly source: { readonly id: string };
}

/** Every transition of the chart by a name: where it starts, on what, and which of several. */
export const TRANSITIONS: ReadonlyMap<Definition, string> = new Map(
  allNodes(petition.machine.root).flatMap((node) => {
    const groups = [...node.transitions.values(), node.always ?? []];
    return groups.flatMap((group) =>
      group.map((definition, index) => [definition as Definition, nameOf(definition as Definition, index)] as const),
    );
  }),
);

function nameOf({ eventType, source }: Definition, index: number): string {
  const on = eventType.replace(/^xstate\.(?:after\.)?/, '').replace(`.${source.id}`, '') || 'always';
  return `${source.id.replace(/^petition\.(?:procedure\.)?/, '')} ${on}${index > 0 ? `#${index + 1}` : ''}`;
}

/** The name of a transition, in which the timers of one ladder are one: they are one piece of code, in each ladder anew. */
export function coarseNameOf(transition: string): string {
  return transition.replace(/\.(?:onTime|within\d+|overdue|escalated\d) [A-Z_\d]+$/, ' ladder');
}

/** The shortcuts by which a ladder that is entered late skips rungs: one piece of code, in each ladder anew. */
export function isShortcut(name: string): boolean {
  return /\.(?:onTime|within\d+|overdue|escalated\d) always$/.test(name);
}
