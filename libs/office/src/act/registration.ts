import type { OrderParts, PetitionFacts } from '@huiyin/workflow';
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
export function registrationParts({ form, facts, named, code, salt, kept }: Rows): OrderParts {
  const { title, text } = form;
  return {
    texts: TEXTS,
    rows: {
      facts: [
        {
          code,
          channel: facts.channel,
          purpose: facts.purpose,
          category: form.category ?? null,
          place: facts.place,
          group_size: facts.groupSize,
          confidential: facts.confidential,
          kept_from: kept,
          received_on: facts.receivedOn,
        },
      ],
      words: [{ title, text, accused: named.map(nameOf), salt, grams: gramsOf(`${title} ${text}`) }],
      persons: [form.petitioner, ...form.representatives].map(({ name, phone, idNumber, address }, number) => ({
        ...{ number, name, phone, address },
        id_number: idNumber,
      })),
    },
  };
}

const TEXTS: OrderParts['texts'] = {
  facts: `
  facts AS (
    INSERT INTO petition (case_id, code, channel, purpose, category, place, group_size, confidential, kept_from,
      received_on, received_at)
    SELECT f.*, moved.at FROM json_to_recordset($rows::json) AS f(
      case_id uuid, code text, channel text, purpose text, category text, place text, group_size int,
      confidential boolean, kept_from text[], received_on date)
    JOIN moved ON moved.id = f.case_id)`,
  words: `
  words AS (
    INSERT INTO petition_text (case_id, title, text, accused, salt, grams)
    SELECT w.* FROM json_to_recordset($rows::json) AS w(
      case_id uuid, title text, text text, accused text[], salt text, grams text[])
    JOIN moved ON moved.id = w.case_id)`,
  persons: `
  persons AS (
    INSERT INTO petitioner (case_id, number, name, phone, id_number, address)
    SELECT p.* FROM json_to_recordset($rows::json) AS p(
      case_id uuid, number int, name text, phone text, id_number text, address text)
    JOIN moved ON moved.id = p.case_id)`,
};
