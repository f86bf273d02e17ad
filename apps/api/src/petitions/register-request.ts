import { Inject, Injectable } from '@nestjs/common';
import { createRegister, CLOCK, DIRECTORY, ENGINE, LAW } from '@huiyin/runtime';
import type { Directory, Law, Register, Viewer } from '@huiyin/runtime';
import type { CaseRecord, Clock, Engine, PetitionContext } from '@huiyin/workflow';
import { nameOf } from '@huiyin/workflow/contract';
import type { RegisterPetition } from '@huiyin/workflow/contract';
import { requireRole } from '../http/auth.guard.ts';
import type { Locale } from '../http/locale.ts';
import { presentPerson } from './masking.ts';
import { PetitionPresenter, withNames } from './petition.presenter.ts';
import type { ImpersonalView } from './petition.presenter.ts';
import type { FactsRow } from './petition.query.ts';
import { NO_RELATIVES } from './relatives.ts';

export interface Registering {
  readonly viewer: Viewer;
  readonly locale: Locale;
  readonly form: RegisterPetition;
  readonly command: { readonly id: string; readonly digest: string } | undefined;
}

/** `POST /v1/petitions`. */
@Injectable()
export class RegisterRequest {
  private readonly register_: Register;

  constructor(
    @Inject(ENGINE) engine: Engine,
    @Inject(CLOCK) clock: Clock,
    @Inject(DIRECTORY) directory: Directory,
    @Inject(LAW) law: Law,
    @Inject(PetitionPresenter) private readonly presenter: PetitionPresenter,
  ) {
    this.register_ = createRegister({ engine, clock, directory, law });
  }

  async register({ viewer, locale, form, command }: Registering) {
    requireRole(viewer, 'intake');
    const { answer, replayed } = await this.register_<ImpersonalView>({
      form,
      by: { account: viewer.username, unit: viewer.unit.code },
      command,
      answer: ({ record }, code) => {
        const asked = { viewer, locale, now: record.context.now, relatives: NO_RELATIVES };
        return this.presenter.impersonal(record, factsOf(form, code, record), asked);
      },
    });
    // Not kept with the command: what is said of persons stands in its own tables only. An equal request says it again.
    const accused = withNames(answer, form.accused.map(nameOf));
    return { view: { ...answer, ...wordsOf(form), accused }, replayed };
  }
}

/** What the registrar has just said, not masked: they may know it even where the case is then not theirs to see. */
function wordsOf({ title, text, petitioner, representatives }: RegisterPetition) {
  const present = ({ name, phone, idNumber, address }: RegisterPetition['petitioner']) =>
    presentPerson({ name, phone: phone ?? null, idNumber: idNumber ?? null, address: address ?? null }, true);
  return { title, text, petitioner: present(petitioner), representatives: representatives.map(present) };
}

/** The row that is being written, for the answer that is made before the commit. */
function factsOf(form: RegisterPetition, code: string, record: CaseRecord): FactsRow {
  const { facts, now } = record.context as PetitionContext;
  return {
    code,
    channel: facts.channel,
    purpose: facts.purpose,
    category: form.category ?? null,
    place: facts.place,
    group_size: facts.groupSize,
    confidential: facts.confidential,
    received_on: facts.receivedOn,
    received_at: new Date(now),
  };
}
