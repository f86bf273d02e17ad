import type { Staff } from '@huiyin/lab-kit';
import type { Viewer } from '@huiyin/office';
import type { PetitionContext } from '@huiyin/workflow';
import type { EventType } from '@huiyin/workflow/contract';

/** What nobody does on a matter that they handled themselves. */
const BY_ANOTHER: readonly EventType[] = ['RECORD_FOLLOW_UP', 'DECIDE_REVIEW', 'DECIDE_RECHECK'];

/**
 * Who may send an event, who sits nearest to the matter first; those above the township only where nobody in it may. Some
 * of them may not know of it.
 * @param from the unit it is done for
 */
export function sendersOf(
  staff: Staff,
  type: EventType,
  context: PetitionContext,
  from = context.unit,
): readonly Viewer[] {
  const barred = BY_ANOTHER.includes(type) ? context.handlers : [];
  const able = staff.whoMaySend(type, context).filter(({ username }) => !barred.includes(username));
  const isNear = ({ unit }: Viewer) => unit.code === from;
  return [...able.filter(isNear), ...able.filter((viewer) => !isNear(viewer))];
}
