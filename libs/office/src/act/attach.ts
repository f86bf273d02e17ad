import { sealed } from '@huiyin/workflow';
import type { Command } from '@huiyin/workflow';
import { apart } from '@huiyin/workflow/contract';
import { mustBeSender } from '../access/permission.ts';
import type { Viewer } from '../access/viewer.ts';
import { attachmentRows } from './attachments.ts';
import type { NewFile } from './attachments.ts';
import { acted, expectedOf, onceBy } from './send.ts';
import type { Acted, Desk, Versions } from './send.ts';

export interface AttachRequest {
  readonly viewer: Viewer;
  /** Of the petition. */
  readonly id: string;
  readonly upload: Upload;
  readonly versions: Versions;
}

/** Files on their way in. Nothing of them is read before it is asked for. */
export interface Upload {
  /** All of them, to be kept. */
  readonly files: () => Promise<readonly NewFile[]>;
  /** The command that they are; undefined without a key. Of files that nobody keeps it needs names and hashes alone. */
  readonly command: () => Promise<Command | undefined>;
}

/**
 * Files become part of a petition in one step: its line in the history, with their hashes, and the files themselves.
 * @throws Refusal, RevisionConflict, CommandReused, CommandInProgress, TooMuchContention
 */
export function attach(desk: Desk, request: AttachRequest): Promise<Acted> {
  const { viewer, upload } = request;
  return onceBy(desk, viewer, upload.command, () => attempt(desk, request));
}

/** Who may is asked before the files are read, which may be long. */
async function attempt(desk: Desk, { viewer, id, upload, versions }: AttachRequest): Promise<Acted> {
  const { engine, directory, petitions } = desk;
  const found = await petitions.find(viewer, id);
  const { record } = found;
  const expectedRevision = expectedOf(versions, record);
  mustBeSender(viewer, 'ATTACH', record.context, directory);
  const files = await upload.files();
  const listed = files.map(({ id: file, mediaType, size, sha256 }) => ({ id: file, mediaType, size, sha256 }));
  const outcome = await engine.advance({
    ...sealed(apart('ATTACH', { files: listed, names: files.map(({ name }) => name) })),
    caseId: record.id,
    seen: record,
    actor: { ...viewer.actor },
    expectedRevision,
    command: await upload.command(),
    rows: attachmentRows(files, viewer.actor),
  });
  return acted(desk, viewer, outcome, found);
}
