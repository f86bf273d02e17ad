import { attachmentRows, ENGINE, takeApart } from '@huiyin/runtime';
import type { NewFile, Viewer } from '@huiyin/runtime';
import { EventNotAccepted } from '@huiyin/workflow';
import type { Engine, PetitionContext } from '@huiyin/workflow';
import { Inject, Injectable } from '@nestjs/common';
import { expectedVersion } from '../http/preconditions.ts';
import { AllowedEvents } from '../petitions/allowed-events.ts';
import { EventChecks } from '../petitions/event-checks.ts';
import type { FoundPetition } from '../petitions/petition.query.ts';

interface AttachRequest {
  readonly viewer: Viewer;
  readonly found: FoundPetition;
  readonly files: readonly NewFile[];
  readonly ifMatch: string | undefined;
  readonly command: { readonly id: string; readonly digest: string } | undefined;
}

/** What a command is answered: which files it has added, and the version since. */
interface Attached {
  readonly ids: readonly string[];
  readonly version: number;
}

/** Files become part of a petition in one step: its line in the history, with their hashes, and the files themselves. */
@Injectable()
export class AttachFiles {
  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(EventChecks) private readonly checks: EventChecks,
    @Inject(AllowedEvents) private readonly allowedEvents: AllowedEvents,
  ) {}

  /** @throws Problem 403, 409, 412, 428 */
  async attach({ viewer, found, files, ifMatch, command }: AttachRequest): Promise<Attached & { replayed: boolean }> {
    this.checks.mustBeSender(viewer, 'ATTACH', found.record);
    const by = { account: viewer.username, unit: viewer.unit.code };
    const listed = files.map(({ id: file, mediaType, size, sha256 }) => ({ id: file, mediaType, size, sha256 }));
    const { attachments = [] } = found.record.context as PetitionContext;
    try {
      const { answer, replayed } = await this.engine.advance<Attached>({
        caseId: found.record.id,
        seen: found.record,
        ...takeApart('ATTACH', { files: listed, names: files.map(({ name }) => name) }),
        actor: by,
        expectedRevision: expectedVersion(ifMatch, found.record.revision),
        command,
        answer: ({ record }) => ({ ids: files.map((file) => file.id), version: record.revision }),
        also: ({ record }) => attachmentRows({ files, before: attachments.length, at: record.context.now, by }),
      });
      return { ...answer, replayed };
    } catch (error) {
      if (!(error instanceof EventNotAccepted)) throw error;
      throw this.allowedEvents.refusal({ viewer, ...found }, found.record, error);
    }
  }
}
