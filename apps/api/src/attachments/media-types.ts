/** What may be handed in, by the bytes it begins with: what a file says of itself is not believed. */
interface MediaType {
  readonly mediaType: string;
  readonly extensions: readonly string[];
  readonly begins: (content: Buffer) => boolean;
}

const bytes =
  (offset: number, ...expected: readonly string[]) =>
  (content: Buffer) =>
    expected.some((each) => content.subarray(offset, offset + each.length).equals(Buffer.from(each, 'latin1')));

const isZip = bytes(0, 'PK\x03\x04');
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Photographs, scans, documents and recordings; nothing that a browser would run. */
const MEDIA_TYPES: readonly MediaType[] = [
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'], begins: bytes(0, '\xff\xd8\xff') },
  { mediaType: 'image/png', extensions: ['png'], begins: bytes(0, '\x89PNG\r\n\x1a\n') },
  { mediaType: 'image/webp', extensions: ['webp'], begins: (file) => bytes(0, 'RIFF')(file) && bytes(8, 'WEBP')(file) },
  { mediaType: 'image/heic', extensions: ['heic', 'heif'], begins: bytes(4, 'ftyphei', 'ftypmif1') },
  { mediaType: 'application/pdf', extensions: ['pdf'], begins: bytes(0, '%PDF-') },
  { mediaType: WORD, extensions: ['docx'], begins: isZip },
  { mediaType: SHEET, extensions: ['xlsx'], begins: isZip },
  { mediaType: 'audio/mpeg', extensions: ['mp3'], begins: bytes(0, 'ID3', '\xff\xfb', '\xff\xf3', '\xff\xf2') },
  { mediaType: 'audio/mp4', extensions: ['m4a'], begins: bytes(4, 'ftyp') },
  { mediaType: 'video/mp4', extensions: ['mp4'], begins: bytes(4, 'ftyp') },
  { mediaType: 'text/plain; charset=utf-8', extensions: ['txt'], begins: isText },
];

export const EXTENSIONS = MEDIA_TYPES.flatMap(({ extensions }) => extensions);

/** The media type of a file by its name and its first bytes, which must agree; null for anything else. */
export function mediaTypeOf(name: string, content: Buffer): string | null {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const named = MEDIA_TYPES.find(({ extensions }) => extensions.includes(extension));
  return named?.begins(content) ? named.mediaType : null;
}

function isText(content: Buffer): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(content).includes('\0');
  } catch {
    return false;
  }
}
