import type { CaseRecord, Company, PetitionContext } from '@huiyin/workflow';
import type { RegisterPetition } from '@huiyin/workflow/contract';
import { scopeParts } from '../access/scope.ts';
import { gramsOf } from '../read/grams.ts';

interface Rows {
  readonly form: RegisterPetition;
  readonly code: string;
  readonly salt: string;
  readonly record: CaseRecord;
  readonly scope: readonly string[];
}

/** What is registered beside the case: facts, words, persons, and who sees it. */
export function registrationRows({ form, code, salt, record, scope }: Rows): Company {
  const { facts, now } = record.context as PetitionContext;
  const { title, text, accused } = form;
  const persons = [form.petitioner, ...form.representatives].map((person, number) => ({ ...person, number }));
  return {
    name: 'registration',
    parts: registrationParts,
    values: [
      scope,
      code,
      facts.channel,
      facts.purpose,
      form.category ?? null,
      facts.place,
      facts.groupSize,
      facts.confidential,
      facts.accusedUnits,
      facts.receivedOn,
      new Date(now),
      title,
      text,
      accused,
      salt,
      gramsOf(`${title} ${text}`),
      JSON.stringify(persons),
    ],
  };
}

/** The types of what is selected are not taken from the columns, as those of VALUES would be: hence the casts. */
function registrationParts(first: number): string {
  const $ = (offset: number, type: string) => `$${first + offset}::${type}`;
  return `${scopeParts(first)},
  facts AS (
    INSERT INTO petition (case_id, code, channel, purpose, category, place, group_size, confidential, accused_units,
      received_on, received_at)
    SELECT id, ${$(1, 'text')}, ${$(2, 'text')}, ${$(3, 'text')}, ${$(4, 'text')}, ${$(5, 'text')}, ${$(6, 'int')},
      ${$(7, 'boolean')}, ${$(8, 'text[]')}, ${$(9, 'date')}, ${$(10, 'timestamptz')} FROM moved),
  words AS (
    INSERT INTO petition_text (case_id, title, text, accused, salt, grams)
    SELECT id, ${$(11, 'text')}, ${$(12, 'text')}, ${$(13, 'text[]')}, ${$(14, 'text')}, ${$(15, 'text[]')} FROM moved),
  persons AS (
    INSERT INTO petitioner (case_id, number, name, phone, id_number, address)
    SELECT moved.id, number, name, phone, "idNumber", address
    FROM moved, json_to_recordset(${$(16, 'json')})
      AS person(number int, name text, phone text, "idNumber" text, address text))`;
}
