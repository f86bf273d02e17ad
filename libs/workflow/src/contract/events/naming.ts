import { z } from 'zod';
import { words } from '../words.ts';

/**
 * What a field of an event may name, beside text about persons, codes and dates. Whatever must be true of a name follows
 * from it: what the offices check, whom the chart keeps it from, which example fits a case.
 */
export const NAMED = {
  recipient: 'code of a unit that the matter is brought to: it exists, and is not kept away (Art. 30)',
  organ: 'an organ or several, in words, that the matter is brought to: none that is kept away (Art. 30)',
  organAbove: 'the unit above the one that decided before (Art. 35, 36); found by itself if left out',
  part: 'code of a unit that owes a part',
  ownPart: 'the same, of the sender; their own unit if left out',
  ownRecommendation: 'number of a recommendation to the sender’s unit',
  assignee: 'username of somebody of the handling unit, who is not kept away (Art. 30)',
  person: 'username of the sender, or of somebody the sender is the head of',
  recused: 'username of somebody who takes no part, and whose head the sender is',
  petition: 'id of another petition, which the sender sees',
  lead: 'the same, with which this one is handled from now on',
  link: 'id of a petition that is linked to this one, and that the sender knows of',
  accused: 'units and persons complained about',
  accusedEntry: 'numbers of entries of those complained about',
  nobody: 'words or codes that name nobody',
} as const;
export type Named = keyof typeof NAMED;

/** Says of a field what it names. */
export const naming = <S extends z.ZodType>(names: Named, field: S): S => field.meta({ names });

const unitCode = words(100).describe('code of the unit');
const username = words(100).describe('username');
const caseId = z.uuid().describe('id of the petition');

export const recipient = () => naming('recipient', unitCode);
export const organ = () => naming('organ', words(200));
export const organs = (most: number) => naming('organ', z.array(words(200)).min(1).max(most));
export const organAbove = () => naming('organAbove', unitCode);
export const part = () => naming('part', unitCode);
export const ownPart = () => naming('ownPart', unitCode);
export const ownRecommendation = () => naming('ownRecommendation', z.int().min(1));
export const assignee = () => naming('assignee', username);
export const person = () => naming('person', username);
export const recused = () => naming('recused', username);
export const otherPetition = () => naming('petition', caseId);
export const leadPetition = () => naming('lead', caseId);
export const linkedPetition = () => naming('link', caseId);
/** Text that is about no person and names nobody. @param maxLength UTF-16 code units */
export const plain = (maxLength: number) => naming('nobody', words(maxLength));
