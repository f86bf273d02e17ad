import type { Actor, HistoryEntry, PetitionFacts, PetitionLaw, RecordedEvent } from '@huiyin/workflow';
import type { UnitTree } from '../../access/directory.ts';
import { lawFor } from '../law.ts';
import type { AreaPolicy, Law } from '../law.ts';

/** The law with a draft policy in it. One that has its id, or its area and first day, is what it would take the place of. */
export function withPolicy(law: Law, draft: AreaPolicy): Law {
  const stays = ({ area, policy }: AreaPolicy) =>
    policy.id !== draft.policy.id && (area !== draft.area || policy.validFrom !== draft.policy.validFrom);
  return { ...law, policies: [...law.policies.filter(stays), draft] };
}

/**
 * The first line of a case as it would have been written under a draft policy. A case that the draft does not concern keeps
 * what it was promised, whatever law is loaded now.
 * @param law with the draft in it
 */
export function openingUnder(
  { law, draft, units }: { readonly law: Law; readonly draft: AreaPolicy; readonly units: UnitTree },
  { event, actor }: HistoryEntry,
): RecordedEvent {
  const { policy: promised, ...data } = event.data as PetitionFacts & PetitionLaw;
  const { policy } = lawFor(law, units.pathOf((actor as unknown as Actor).unit), data.receivedOn);
  const concerned = [policy?.id, promised?.id].includes(draft.policy.id);
  return concerned ? { ...event, data: { ...data, ...(policy && { policy }) } } : event;
}
