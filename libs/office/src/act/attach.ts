import { sealed } from '@huiyin/workflow';
import type { Command } from '@huiyin/workflow';
import { apart } from '@huiyin/workflow/contract';
import { mustBeSender } from '../access/permission.ts';
import type { Viewer } from '../access/viewer.ts';
import type { FoundPetition } from '../read/petitions.ts';
import { attachmentRows } from './attachments.ts';
import type { NewFile } from './attachments.ts';
import { acted, expectedOf, onceBy } from './send.ts';
import type { Acted, Desk, Versions } from './send.ts';

export interface AttachRequest {
  readonly viewer: Viewer;
  /** As the viewer has found it, before the files were read. */
  readonly found: FoundPetition;
  readonly files: readonly NewFile[];
  readonly versions: Versions;
  readonly command: Command | undefined;
}

/**
 * Files become part of a petition in one step: its line in the history, with their hashes, and the files themselves.
 * @throws Refusal, RevisionConflict, CommandReused, CommandInProgress
 */
export function attach(desk: Desk, request: AttachRequest): Promise<Acted> {
  return onceBy(desk, request.viewer, request.command, () => attempt(desk, request));
}

async function attempt(desk: Desk, { viewer, found, files, versions, command }: AttachRequest): Promise<Acted> {
  const { engine, directory } = desk;
  const listed = files.map(({ id: file, mediaType, size, sha256 }) => ({ id: file, mediaType, size, sha256 }));
  mustBeSender(viewer, 'ATTACH', found.record.context, directory);
  const outcome = await engine.advance({
    ...sealed(apart('ATTACH', { files: listed, names: files.map(({ name }) => name) })),
    caseId: found.record.id,
    seen: found.record,
    actor: { ...viewer.actor },
    expectedRevision: expectedOf(versions, found.record),
    command,
    rows: attachmentRows(files, viewer.actor),
  });
  return acted(desk, viewer, outcome, found);
}
