import { Inject, Injectable } from '@nestjs/common';
import { ENGINE, takeApart } from '@huiyin/runtime';
import type { Viewer } from '@huiyin/runtime';
import { EventNotAccepted } from '@huiyin/workflow';
import type { Engine } from '@huiyin/workflow';
import { EVENT_NAMES, EVENTS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import { z } from 'zod';
import type { Locale } from '../http/locale.ts';
import { expectedVersion } from '../http/preconditions.ts';
import { parseOrRefuse } from '../http/zod.pipe.ts';
import { AllowedEvents } from './allowed-events.ts';
import { EventChecks } from './event-checks.ts';
import { PetitionPresenter } from './petition.presenter.ts';
import type { ImpersonalView } from './petition.presenter.ts';
import { PetitionQuery } from './petition.query.ts';
import type { FoundPetition } from './petition.query.ts';

/** `POST /v1/petitions/{id}/events`. Timers have no name here, so none can be forged. */
export const EventRequest = z.strictObject({
  type: z.enum(EVENT_NAMES),
  data: z.record(z.string(), z.unknown()).default({}),
});

export interface AdvanceRequest {
  readonly viewer: Viewer;
  readonly locale: Locale;
  readonly id: string;
  readonly body: z.output<typeof EventRequest>;
  readonly ifMatch: string | undefined;
  readonly command: { readonly id: string; readonly digest: string } | undefined;
}

/** Takes a case one step on: who may, on which version, with which data; the chart decides the rest. */
@Injectable()
export class AdvancePetition {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(PetitionQuery) private readonly petitions: PetitionQuery,
    @Inject(PetitionPresenter) private readonly presenter: PetitionPresenter,
    @Inject(AllowedEvents) private readonly allowedEvents: AllowedEvents,
    @Inject(EventChecks) private readonly checks: EventChecks,
  ) {}

  async advance(request: AdvanceRequest) {
    const { viewer, id, command } = request;
    try {
      return await this.attempt(request, await this.petitions.find(viewer, id));
    } catch (error) {
      // What was asked and done before is answered as before, although it could not be asked anew by now.
      const answer = command && (await this.petitions.earlierAnswer<ImpersonalView>(command));
      if (!answer) throw error;
      return { view: await this.again(viewer, answer), replayed: true };
    }
  }

  /** The first answer, with what the caller may know by now of the persons in it: nothing, if the case went elsewhere. */
  private async again(viewer: Viewer, answer: ImpersonalView) {
    const found = await this.petitions.findIfVisible(viewer, answer.id);
    return found
      ? this.presenter.withWords(answer, found.record, found.words, viewer)
      : this.presenter.withoutWords(answer);
  }

  private async attempt(request: AdvanceRequest, found: FoundPetition) {
    const { viewer, body, ifMatch } = request;
    const expectedRevision = expectedVersion(ifMatch, found.record.revision);
    const type = this.known(viewer, found, body.type);
    this.checks.mustBeSender(viewer, type, found.record);
    const data = parseOrRefuse(EVENTS[type].data as z.ZodType, body.data, '/data') as Record<string, unknown>;
    await this.checks.mustExist(type, data, found.record);
    const { answer, replayed } = await this.step(request, found, { type, data, expectedRevision });
    return { view: this.presenter.withWords(answer, found.record, found.words, viewer), replayed };
  }

  private async step(
    { viewer, locale, id, command }: AdvanceRequest,
    found: FoundPetition,
    { type, data, expectedRevision }: { type: EventType; data: Record<string, unknown>; expectedRevision: number },
  ) {
    try {
      return await this.engine.advance<ImpersonalView>({
        caseId: id,
        seen: found.record,
        ...takeApart(type, data),
        actor: { account: viewer.username, unit: viewer.unit.code },
        expectedRevision,
        command,
        answer: ({ record }) =>
          this.presenter.impersonal(record, found.facts, { viewer, locale, now: record.context.now }),
        also: ({ record }) => this.checks.rescope(found.record, record),
      });
    } catch (error) {
      if (!(error instanceof EventNotAccepted)) throw error;
      throw this.allowedEvents.refusal(viewer, found.record, found.now, error);
    }
  }

  /** Names that only later charts know are refused like any other step the procedure does not have here. */
  private known(viewer: Viewer, { record, now }: FoundPetition, type: string): EventType {
    if (type in EVENTS) return type as EventType;
    throw this.allowedEvents.refusal(viewer, record, now, { event: type, refusedBy: [] });
  }
}
