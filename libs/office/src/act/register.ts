import { dateOf } from '@huiyin/domain';
import type { LocalDate } from '@huiyin/domain';
import { PETITION } from '@huiyin/workflow';
import type { Actor, Clock, Command, Engine, Outcome, PetitionFacts } from '@huiyin/workflow';
import type { RegisterPetition } from '@huiyin/workflow/contract';
import { v7 as uuid } from 'uuid';
import type { Directory } from '../access/directory.ts';
import { innocentOffice } from '../access/scope.ts';
import { lawFor, NATIONAL_LAW } from '../law/law.ts';
import type { Law } from '../law/law.ts';
import { invalidInput } from '../refusal.ts';
import type { FieldFault } from '../refusal.ts';
import { newCode } from './code.ts';
import { registrationRows } from './registration.ts';
import { sealed } from './said.ts';

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
    const { title, text, petitioner, representatives, accused } = form;
    const words = { title, text, petitioner, representatives, accused };
    const facts = factsOf(form, today, directory);
    refuseUnseen(facts, by.unit, directory);
    const countedBy = lawFor(law, directory.pathOf(by.unit), facts.receivedOn);
    const said = sealed('REGISTER', { ...facts, ...countedBy }, words, salt);
    return engine.open(PETITION.id, {
      caseId,
      event: said.event,
      actor: { ...by },
      command,
      rows: registrationRows({ form, facts, code, salt: said.personal?.salt ?? '' }),
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

/**
 * Whoever is complained about must not see it, nor whoever reports to them (Art. 30 ¶3). If that leaves no office at all, it
 * would lie here unseen for ever: it belongs to the level above this system.
 */
function refuseUnseen({ accusedUnits }: PetitionFacts, registrar: string, directory: Directory): void {
  if (!directory.isWithin(registrar, accusedUnits)) return;
  if (innocentOffice(registrar, accusedUnits, directory).length > 0) return;
  const detail = {
    zh: '被检举、控告的单位包括本系统的所有上级，请报送上一级信访部门',
    en: 'every office of this system lies below the unit complained about: hand it to the level above',
  };
  throw invalidInput([{ pointer: '/accused', detail }]);
}

function factsOf(form: RegisterPetition, today: string, directory: Directory): PetitionFacts {
  const confidential = form.confidential ?? form.purpose === 'accusation';
  const accused = form.accused.flatMap((word) => directory.named(word));
  return {
    channel: form.channel,
    purpose: form.purpose,
    receivedOn: form.receivedOn ?? today,
    place: form.place,
    groupSize: form.groupSize,
    confidential,
    contactable: isContactable(form.petitioner),
    accusedUnits: [...new Set([...accused, ...(confidential ? neighbours(form.place, directory) : [])])],
  };
}

/** In a village everybody knows everybody: what is told in confidence about it is kept from it, whoever is named (Art. 30 ¶3). */
function neighbours(place: string, directory: Directory): string[] {
  return directory.get(place)?.kind === 'village' ? [place] : [];
}

/** Name and some address are clear, so notices are owed (Art. 23 ¶2). A telephone reaches a person as well as a street does. */
function isContactable({ name, phone, address }: RegisterPetition['petitioner']): boolean {
  return name !== '匿名' && (phone !== undefined || address !== undefined);
}
