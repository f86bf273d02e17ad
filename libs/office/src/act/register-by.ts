import type { CaseRecord, Command } from '@huiyin/workflow';
import { nameOf } from '@huiyin/workflow/contract';
import type { RegisterPetition } from '@huiyin/workflow/contract';
import { mustHaveRole } from '../access/permission.ts';
import type { Viewer } from '../access/viewer.ts';
import type { AnsweredPetition, WordsRow } from '../read/petitions.ts';
import { NO_RELATIVES } from '../read/relatives.ts';
import type { Lots, Register } from './register.ts';
import { onceBy } from './send.ts';
import type { Acted, Desk } from './send.ts';

export interface RegisterRequest {
  readonly viewer: Viewer;
  readonly form: RegisterPetition;
  readonly command?: Command | undefined;
  readonly lots?: Lots | undefined;
}

/**
 * Somebody at a counter registers a petition.
 * @throws Refusal, CommandReused, CommandInProgress, TooMuchContention
 */
export function registerBy(
  desk: Desk,
  register: Register,
  { viewer, form, command, lots }: RegisterRequest,
): Promise<Acted> {
  const tell = async (record: CaseRecord): Promise<AnsweredPetition> => {
    const facts = await desk.petitions.factsOf(record.id);
    const { now } = record.context;
    return { now, record, facts, words: wordsOf(form), knowsPersons: true, relatives: NO_RELATIVES };
  };
  const act = async (): Promise<Acted> => {
    mustHaveRole(viewer, 'intake');
    const { record, replayed } = await register({ form, by: viewer.actor, command, lots });
    return { petition: await tell(record), replayed };
  };
  return onceBy(desk, viewer, () => command, act, tell);
}

/** What the registrar has just said: they may know it even where the case is then not theirs to see. */
function wordsOf({ title, text, accused, petitioner, representatives }: RegisterPetition): WordsRow {
  const persons = [petitioner, ...representatives].map(({ name, phone, idNumber, address }) => ({
    name,
    phone: phone ?? null,
    idNumber: idNumber ?? null,
    address: address ?? null,
  }));
  return { title, text, accused: accused.map(nameOf), added_accused: null, persons };
}
