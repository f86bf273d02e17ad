import { dateOf } from '@huiyin/domain';
import type { LocalDate } from '@huiyin/domain';
import { accusedFacts, PETITION, sealed, withoutName } from '@huiyin/workflow';
import type { Accused, Actor, Clock, Command, Engine, Outcome, PetitionFacts } from '@huiyin/workflow';
import { nameOf } from '@huiyin/workflow/contract';
import type { RegisterPetition } from '@huiyin/workflow/contract';
import { v7 as uuid } from 'uuid';
import type { Directory } from '../access/directory.ts';
import { lawFor, NATIONAL_LAW } from '../law/law.ts';
import type { Law } from '../law/law.ts';
import { keptFrom } from '../access/accused.ts';
import { invalidInput } from '../refusal.ts';
import type { FieldFault } from '../refusal.ts';
import { knownEntries, refuseUnseen } from './accused-entries.ts';
import { newCode } from './code.ts';
import { registrationParts } from './registration.ts';

export interface Registration {
  readonly form: RegisterPetition;
  readonly by: Actor;
  readonly command?: Command | undefined;
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
  return async function register({ form, by, command, lots }: Registration): Promise<Outcome> {
    const today = dateOf(await clock.now());
    await directory.fresh();
    refuseFaults(form, today, directory);
    const { caseId, code, salt }: Lots = lots ?? { caseId: uuid(), code: newCode() };
    const { title, text, petitioner, representatives } = form;
    const named = knownEntries(form.accused, '/accused', directory);
    const words = { title, text, petitioner, representatives, accused: named.map(nameOf) };
    const accused = named.map(withoutName);
    const facts = factsOf(form, accused, today);
    const concern = { facts, registrar: by.unit };
    refuseUnseen(concern, '/accused', directory);
    const countedBy = lawFor(law, directory.pathOf(by.unit), facts.receivedOn);
    const told = { ...facts, ...countedBy, ...(accused.length > 0 && { accused }) };
    const said = sealed({ type: 'REGISTER', data: told, personal: words }, salt);
    return engine.open(PETITION.id, {
      caseId,
      event: said.event,
      actor: { ...by },
      command,
      parts: registrationParts({
        form,
        facts,
        named,
        code,
        salt: said.personal?.salt ?? '',
        kept: keptFrom(concern, directory),
      }),
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
  if (faults.length > 0) throw invalidInput(faults);
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
