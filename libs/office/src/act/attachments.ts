import type { Actor, OrderRows } from '@huiyin/workflow';

/** A file as it was handed in, and what the history says of it. */
export interface NewFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** @unit bytes */
  readonly size: number;
  readonly sha256: string;
  readonly content: Buffer;
}

/** Files, written with the step that the history has of them, and numbered after those that the petition has already. */
export function attachmentRows(files: readonly NewFile[], by: Actor): OrderRows {
  return {
    name: 'attachments',
    parts: (first) => {
      const $ = (offset: number, type: string) => `$${first + offset}::${type}`;
      return `
  attached AS (
    INSERT INTO attachment (id, case_id, number, name, media_type, size, sha256, content, added_at, added_by)
    SELECT file.id, moved.id, (SELECT count(*) FROM attachment WHERE case_id = moved.id) + file.number, file.name,
      file.media_type, octet_length(file.content), file.sha256, file.content, moved.at, ${$(5, 'jsonb')}
    FROM moved, unnest(${$(0, 'uuid[]')}, ${$(1, 'text[]')}, ${$(2, 'text[]')}, ${$(3, 'text[]')}, ${$(4, 'bytea[]')})
      WITH ORDINALITY AS file (id, name, media_type, sha256, content, number))`;
    },
    values: [
      files.map(({ id }) => id),
      files.map(({ name }) => name),
      files.map(({ mediaType }) => mediaType),
      files.map(({ sha256 }) => sha256),
      files.map(({ content }) => content),
      JSON.stringify(by),
    ],
  };
}
