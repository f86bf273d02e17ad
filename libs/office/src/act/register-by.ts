import type { Command } from '@huiyin/workflow';
import { nameOf } from '@huiyin/workflow/contract';
import type { RegisterPetition } from '@huiyin/workflow/contract';
import { mustHaveRole } from '../access/permission.ts';
import type { Viewer } from '../access/viewer.ts';
import type { PetitionReader, WordsRow } from '../read/petitions.ts';
import { NO_RELATIVES } from '../read/relatives.ts';
import type { Lots, Register } from './register.ts';
import type { Acted } from './send.ts';

export interface RegisterRequest {
  readonly viewer: Viewer;
  readonly form: RegisterPetition;
  readonly command?: Command | undefined;
  readonly lots?: Lots | undefined;
}

/**
 * Somebody at a counter registers a petition.
 * @throws Refusal, CommandReused, CommandInProgress
 */
export async function registerBy(
  { register, petitions }: { readonly register: Register; readonly petitions: PetitionReader },
  { viewer, form, command, lots }: RegisterRequest,
): Promise<Acted> {
  mustHaveRole(viewer, 'intake');
  const { record, replayed } = await register({ form, by: viewer.actor, command, lots });
  const facts = await petitions.factsOf(record.id);
  const words = wordsOf(form);
  const { now } = record.context;
  return { petition: { now, record, facts, words, knowsPersons: true, relatives: NO_RELATIVES }, replayed };
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
