import type { OrderRows, PetitionFacts } from '@huiyin/workflow';
import { nameOf } from '@huiyin/workflow/contract';
import type { RegisterPetition } from '@huiyin/workflow/contract';
import { gramsOf } from '../read/grams.ts';
import type { KnownEntry } from './accused-entries.ts';

interface Rows {
  readonly form: RegisterPetition;
  readonly facts: PetitionFacts;
  readonly named: readonly KnownEntry[];
  readonly code: string;
  readonly salt: string;
  /** From whom it is kept. */
  readonly kept: readonly string[];
}

/** What is registered beside the case: facts, from whom it is kept, words and persons. */
export function registrationRows({ form, facts, named, code, salt, kept }: Rows): OrderRows {
  const { title, text } = form;
  const persons = [form.petitioner, ...form.representatives].map((person, number) => ({ ...person, number }));
  return {
    name: 'registration',
    parts: registrationParts,
    values: [
      code,
      facts.channel,
      facts.purpose,
      form.category ?? null,
      facts.place,
      facts.groupSize,
      facts.confidential,
      kept,
      facts.receivedOn,
      title,
      text,
      named.map(nameOf),
      salt,
      gramsOf(`${title} ${text}`),
      JSON.stringify(persons),
    ],
  };
}

/** The types of what is selected are not taken from the columns, as those of VALUES would be: hence the casts. */
function registrationParts(first: number): string {
  const $ = (offset: number, type: string) => `$${first + offset}::${type}`;
  return `
  facts AS (
    INSERT INTO petition (case_id, code, channel, purpose, category, place, group_size, confidential, kept_from,
      received_on, received_at)
    SELECT id, ${$(0, 'text')}, ${$(1, 'text')}, ${$(2, 'text')}, ${$(3, 'text')}, ${$(4, 'text')}, ${$(5, 'int')},
      ${$(6, 'boolean')}, ${$(7, 'text[]')}, ${$(8, 'date')}, at FROM moved),
  words AS (
    INSERT INTO petition_text (case_id, title, text, accused, salt, grams)
    SELECT id, ${$(9, 'text')}, ${$(10, 'text')}, ${$(11, 'text[]')}, ${$(12, 'text')}, ${$(13, 'text[]')} FROM moved),
  persons AS (
    INSERT INTO petitioner (case_id, number, name, phone, id_number, address)
    SELECT moved.id, number, name, phone, "idNumber", address
    FROM moved, json_to_recordset(${$(14, 'json')})
      AS person(number int, name text, phone text, "idNumber" text, address text))`;
}
