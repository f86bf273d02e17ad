import type { Clock, Engine, PetitionRegistry } from '@huiyin/workflow';
import type { Pool } from 'pg';
import type { Directory } from './access/directory.ts';
import { Inbox } from './alerts/inbox.ts';
import { AllowedEvents } from './act/allowed.ts';
import { attach } from './act/attach.ts';
import { eventChecks } from './act/checks.ts';
import { registerBy } from './act/register-by.ts';
import { createRegister } from './act/register.ts';
import { send } from './act/send.ts';
import type { Law } from './law/law.ts';
import { AttachmentsReader } from './read/attachments.ts';
import { LinksReader } from './read/links.ts';
import { PetitionList } from './read/list.ts';
import { PastReader } from './read/past.ts';
import { PetitionReader } from './read/petitions.ts';
import { RelativesReader } from './read/relatives.ts';

/** What the office stands on. Whoever runs it opens these and closes them. */
export interface Ground {
  readonly pool: Pool;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly registry: PetitionRegistry;
  readonly directory: Directory;
  readonly law: Law;
}

export type Office = ReturnType<typeof createOffice>;

/** The application: what happens when somebody registers, sends an event, attaches, reads or lists. No server in it. */
export function createOffice({ pool, engine, clock, registry, directory, law }: Ground) {
  const petitions = new PetitionReader(pool, clock, directory, new RelativesReader(pool));
  const allowed = new AllowedEvents(registry, directory);
  const checks = eventChecks({ directory, pool, petitions });
  const desk = { engine, registry, directory, petitions, allowed, checks };
  const register = createRegister({ engine, clock, directory, law });
  return {
    directory,
    register: registerBy.bind(null, desk, register),
    send: send.bind(null, desk),
    attach: attach.bind(null, desk),
    allowed,
    petitions,
    list: new PetitionList(pool),
    past: new PastReader(engine, registry, petitions),
    links: new LinksReader(pool, directory),
    attachments: new AttachmentsReader(pool),
    inbox: new Inbox(pool, directory),
    /** The version of the chart that a case stands on: it alone knows what the case's clocks, states and refusals mean. */
    chartOf: registry.of.bind(registry),
  };
}
