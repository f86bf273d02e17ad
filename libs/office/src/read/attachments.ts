import { toIso } from '@huiyin/domain';
import type { AttachmentView } from '@huiyin/workflow/contract';
import type { Pool } from 'pg';
import { UUID } from './uuid.ts';

interface AttachmentRow {
  readonly id: string;
  readonly name: string | null;
  readonly media_type: string;
  readonly size: number;
  readonly sha256: string;
  readonly added_at: Date;
  readonly added_by: { readonly account: string; readonly unit: string };
  readonly erased: boolean;
}

export interface FileContent {
  readonly name: string | null;
  readonly mediaType: string;
  readonly sha256: string;
  readonly content: Buffer | null;
}

const LIST = `
  SELECT id, name, media_type, size, sha256, added_at, added_by, content IS NULL AS erased
  FROM attachment WHERE case_id = $1 ORDER BY number`;

const CONTENT = 'SELECT name, media_type, sha256, content FROM attachment WHERE case_id = $1 AND id = $2';

/** Reads the files of a petition that the caller has been found to see. */
export class AttachmentsReader {
  constructor(private readonly pool: Pool) {}

  /** @param mayKnow whether the viewer may know who petitions: a file's name may tell */
  async list(caseId: string, mayKnow: boolean): Promise<AttachmentView[]> {
    const { rows } = await this.pool.query<AttachmentRow>({ name: 'attachments', text: LIST, values: [caseId] });
    return rows.map(({ id, name, media_type, size, sha256, added_at, added_by, erased }) => ({
      id,
      name: mayKnow ? name : null,
      mediaType: media_type,
      size,
      sha256,
      addedAt: toIso(added_at.getTime()),
      addedBy: added_by,
      erased,
    }));
  }

  async content(caseId: string, id: string): Promise<FileContent | null> {
    if (!UUID.test(id)) return null;
    const { rows } = await this.pool.query<Omit<FileContent, 'mediaType'> & { media_type: string }>({
      name: 'attachment-content',
      text: CONTENT,
      values: [caseId, id],
    });
    const [row] = rows;
    return row ? { name: row.name, mediaType: row.media_type, sha256: row.sha256, content: row.content } : null;
  }
}
