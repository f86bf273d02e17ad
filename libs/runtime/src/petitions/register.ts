import { dateOf } from '@huiyin/domain';
import type { LocalDate } from '@huiyin/domain';
import { accusedFacts, PETITION, withoutName } from '@huiyin/workflow';
import type {
  Accused,
  Actor,
  Clock,
  Company,
  Done,
  Engine,
  Outcome,
  PetitionContext,
  PetitionFacts,
} from '@huiyin/workflow';
import { nameOf } from '@huiyin/workflow/contract';
import type { RegisterPetition } from '@huiyin/workflow/contract';
import { v7 as uuid } from 'uuid';
import { keptFrom } from '../access/accused.ts';
import type { Directory } from '../access/directory.ts';
import { newCode } from './code.ts';
import { gramsOf } from './grams.ts';
import { sealed } from './said.ts';
import { lawFor, NATIONAL_LAW } from '../law/law.ts';
import type { Law } from '../law/law.ts';
import { knownEntries, refuseUnseen } from './accused-entries.ts';
import type { KnownEntry } from './accused-entries.ts';
import { InvalidInput } from './invalid-input.ts';
import type { FieldFault } from './invalid-input.ts';
import { scopeOf, scopeParts } from './scope.ts';

export interface Registration<A> {
  readonly form: RegisterPetition;
  readonly by: Actor;
  readonly command?: { readonly id: string; readonly digest: string } | undefined;
  readonly answer: (outcome: Outcome, code: string) => A;
  /** Drawn anew unless given: who gives the same again gets the same history again. */
  readonly lots?: Lots | undefined;
}

/** What chance decides about a petition. */
export interface Lots {
  readonly caseId: string;
  /** Query code (查询码). */
  readonly code: string;
  /** Salt of the seal over what it says about persons; 128 bits, in hexadecimal. */
  readonly salt?: string;
}

interface Desk {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly directory: Directory;
  readonly law?: Law;
}

export type Register = ReturnType<typeof createRegister>;

/** Registers petitions. Every one is registered (信访工作条例 Art. 22, 44); whether it is accepted comes later. */
export function createRegister({ engine, clock, directory, law = NATIONAL_LAW }: Desk) {
  return async function register<A>({ form, by, command, answer, lots }: Registration<A>): Promise<Done<A>> {
    const today = dateOf(await clock.now());
    await directory.fresh();
    refuseFaults(form, today, directory);
    const { caseId, code, salt }: Lots = lots ?? { caseId: uuid(), code: newCode() };
    const { title, text, petitioner, representatives } = form;
    const named = knownEntries(form.accused, '/accused', directory);
    const words = { title, text, petitioner, representatives, accused: named.map(nameOf) };
    const accused = named.map(withoutName);
    const facts = factsOf(form, accused, today);
    refuseUnseen({ facts, registrar: by.unit }, '/accused', directory);
    const countedBy = lawFor(law, directory.pathOf(by.unit), facts.receivedOn);
    const told = { ...facts, ...countedBy, ...(accused.length > 0 && { accused }) };
    const said = sealed('REGISTER', told, words, salt);
    return engine.open(PETITION.id, {
      caseId,
      event: said.event,
      actor: { ...by },
      command,
      answer: (outcome) => answer(outcome, code),
      also: ({ record }) => {
        const context = record.context as PetitionContext;
        const seen = { scope: scopeOf(context, directory), kept: keptFrom(context, directory) };
        return registration({ form, named, code, salt: said.personal?.salt ?? '', context, ...seen });
      },
    });
  };
}

/** Before it there were no petitions to register; a date so early is a slip of the pen. */
const EARLIEST: LocalDate = '1949-10-01';

function refuseFaults(form: RegisterPetition, today: string, directory: Directory): void {
  const faults: FieldFault[] = [];
  if (!directory.get(form.place)) {
    const detail = { zh: `没有编码为 ${form.place} 的地方`, en: `there is no place ${form.place}` };
    faults.push({ pointer: '/place', detail });
  }
  if (form.receivedOn !== undefined && form.receivedOn > today) {
    faults.push({ pointer: '/receivedOn', detail: { zh: '收到日期不能晚于今天', en: 'lies in the future' } });
  }
  if (form.receivedOn !== undefined && form.receivedOn < EARLIEST) {
    faults.push({
      pointer: '/receivedOn',
      detail: { zh: `收到日期不能早于 ${EARLIEST}`, en: `is before ${EARLIEST}` },
    });
  }
  if (faults.length > 0) throw new InvalidInput(faults);
}

function factsOf(form: RegisterPetition, accused: readonly Accused[], today: string): PetitionFacts {
  const { channel, purpose, place, groupSize, petitioner } = form;
  return {
    channel,
    purpose,
    receivedOn: form.receivedOn ?? today,
    place,
    groupSize,
    confidential: form.confidential ?? purpose === 'accusation',
    contactable: isContactable(petitioner),
    ...accusedFacts(purpose, accused),
  };
}

/** Name and some address are clear, so notices are owed (Art. 23 ¶2). A telephone reaches a person as well as a street does. */
function isContactable({ name, phone, address }: RegisterPetition['petitioner']): boolean {
  return name !== '匿名' && (phone !== undefined || address !== undefined);
}

interface Rows {
  readonly form: RegisterPetition;
  readonly named: readonly KnownEntry[];
  readonly code: string;
  readonly salt: string;
  readonly context: PetitionContext;
  readonly scope: readonly string[];
  readonly kept: readonly string[];
}

/** What is registered beside the case: facts, words, persons, who sees it and from whom it is kept. */
function registration({ form, named, code, salt, context: { facts, now }, scope, kept }: Rows): Company {
  const { title, text } = form;
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
      kept,
      facts.receivedOn,
      new Date(now),
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
  return `${scopeParts(first)},
  facts AS (
    INSERT INTO petition (case_id, code, channel, purpose, category, place, group_size, confidential, kept_from,
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
