import { Inject, Injectable } from '@nestjs/common';
import { DIRECTORY, ENGINE, rowsBeside, takeApart } from '@huiyin/runtime';
import type { Directory, Viewer } from '@huiyin/runtime';
import { EventNotAccepted } from '@huiyin/workflow';
import type { Engine, PetitionContext } from '@huiyin/workflow';
import { EVENT_NAMES, EVENTS, nameOf } from '@huiyin/workflow/contract';
import type { AccusedEntry, EventType } from '@huiyin/workflow/contract';
import { z } from 'zod';
import type { Locale } from '../http/locale.ts';
import { expectedVersion } from '../http/preconditions.ts';
import { parseOrRefuse } from '../http/zod.pipe.ts';
import { AllowedEvents, LEAD_DECIDED, waitsForLead } from './allowed-events.ts';
import type { Refused } from './allowed-events.ts';
import { EventChecks } from './event-checks.ts';
import { PetitionPresenter } from './petition.presenter.ts';
import type { ImpersonalView } from './petition.presenter.ts';
import { PetitionQuery } from './petition.query.ts';
import type { FoundPetition, WordsRow } from './petition.query.ts';
import { namedBy } from './relatives.ts';
import { RelativesQuery } from './relatives.query.ts';

/** `POST /v1/petitions/{id}/events`. Timers have no name here, so none can be forged. */
export const EventRequest = z.strictObject({
  type: z.enum(EVENT_NAMES),
  data: z.record(z.string(), z.unknown()).default({}),
});

type Data = Readonly<Record<string, unknown>>;

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
    @Inject(DIRECTORY) private readonly directory: Directory,
    @Inject(PetitionQuery) private readonly petitions: PetitionQuery,
    @Inject(RelativesQuery) private readonly relatives: RelativesQuery,
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
    const { type } = body;
    this.checks.mustBeSender(viewer, type, found.record);
    const said = parseOrRefuse(EVENTS[type].data as z.ZodType, body.data, '/data') as Record<string, unknown>;
    if (waitsForLead(type, found.record, found.relatives)) {
      throw this.refusal(viewer, found, { event: type, refusedBy: [LEAD_DECIDED] });
    }
    const data = await this.checks.complete(viewer, type, said, found);
    const { answer, replayed } = await this.step(request, found, { type, data, expectedRevision });
    return { view: this.presenter.withWords(answer, found.record, wordsWith(data, found.words), viewer), replayed };
  }

  private async step(
    { viewer, locale, id, command }: AdvanceRequest,
    found: FoundPetition,
    { type, data, expectedRevision }: { type: EventType; data: Record<string, unknown>; expectedRevision: number },
  ) {
    const relatives = await this.relativesAfter(viewer, found, type, data);
    const context = found.record.context as PetitionContext;
    try {
      return await this.engine.advance<ImpersonalView>({
        caseId: id,
        seen: found.record,
        ...takeApart(type, data),
        actor: { account: viewer.username, unit: viewer.unit.code },
        expectedRevision,
        command,
        answer: ({ record }) =>
          this.presenter.impersonal(record, found.facts, { viewer, locale, now: record.context.now, relatives }),
        also: ({ record }) => rowsBeside(context, record.context as PetitionContext, this.directory),
      });
    } catch (error) {
      if (!(error instanceof EventNotAccepted)) throw error;
      throw this.refusal(viewer, found, error);
    }
  }

  /** With the petition that the step itself links to this one, which its sender has been found to know of. */
  private async relativesAfter(viewer: Viewer, { record, relatives }: FoundPetition, type: EventType, data: Data) {
    const named = namedBy({ type, data });
    if (named === null) return relatives;
    const { mergedInto } = record.context as PetitionContext;
    return this.relatives.of(viewer, [...relatives.known, named], type === 'MERGE' ? named : mergedInto);
  }

  private refusal(viewer: Viewer, found: FoundPetition, refused: Refused) {
    return this.allowedEvents.refusal({ viewer, ...found }, found.record, refused);
  }
}

/** With the names that the step itself adds. */
function wordsWith({ add }: Data, words: WordsRow): WordsRow {
  if (!Array.isArray(add)) return words;
  return { ...words, added_accused: [...(words.added_accused ?? []), ...(add as AccusedEntry[]).map(nameOf)] };
}
