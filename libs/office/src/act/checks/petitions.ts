import type { CaseRecord } from '@huiyin/workflow';
import { partiesOf } from '@huiyin/workflow';
import type { PetitionReader } from '../../read/petitions.ts';
import { refused } from './check.ts';
import type { Check, NamedField, Sent } from './check.ts';
import type { KeptAway } from './units.ts';

/** What must be true of the other petitions that an event names. */
export function petitionChecks(petitions: PetitionReader, keptAway: KeptAway) {
  async function mustBeAnother(field: NamedField, { viewer, found }: Sent): Promise<CaseRecord> {
    const id = String(field.value);
    const other = id === found.record.id ? null : await petitions.findIfVisible(viewer, id);
    if (other) return other.record;
    throw notAnother(field);
  }

  const petition: Check = async (field, sent) => {
    await mustBeAnother(field, sent);
  };

  /** One that is being handled by itself: not one that has ended or is merged into yet another. */
  const lead: Check = async (field, sent) => {
    const context = (await mustBeAnother(field, sent)).context;
    const { closing, mergedInto, facts } = context;
    if (closing !== null || mergedInto !== null) {
      throw refused(field, '该件已终结或已并入他件', 'that petition has ended, or is merged into another');
    }
    if (facts.purpose !== 'appeal' || facts.confidential) {
      throw refused(
        field,
        '只能并入不需保密的申诉求决事项',
        'only an appeal that is not confidential can be merged into',
      );
    }
    const parties = partiesOf(context).map(({ unit }) => unit);
    await keptAway.mustBeOpenTo(parties, field.pointer, sent.found);
  };

  /** Whoever may not know of a petition may not take away what links to it. */
  const link: Check = (field, { found: { relatives } }) => {
    if (!relatives.known.has(String(field.value))) throw notAnother(field);
  };

  return { petition, lead, link };
}

function notAnother(field: NamedField) {
  return refused(field, '没有这一件，或就是本件', 'there is no such other petition');
}
