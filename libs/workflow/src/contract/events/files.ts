import { z } from 'zod';
import { spec } from './kit.ts';
import { naming } from './naming.ts';

/** Files of one step at most, and of one petition. */
export const MOST_FILES = { aStep: 10, aPetition: 50 };
/** Of one file. @unit bytes */
export const MOST_BYTES = 20 * 1024 * 1024;

const file = z.strictObject({
  id: z.uuid(),
  mediaType: z.string().max(100),
  size: z.int().min(1).max(MOST_BYTES).describe('bytes'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256'),
});

/** 附件: what is handed in with a petition, or found on the way. Sent as files to `…/attachments`, never as an event. */
export const FILES = {
  ATTACH: spec({
    title: { zh: '添加附件', en: 'Attach files' },
    description: {
      zh: '上传至 …/attachments；历史中留存每个文件的 SHA-256',
      en: 'Sent to …/attachments; the history keeps the SHA-256 of each file',
    },
    article: null,
    sender: 'takesPart',
    roles: ['intake', 'handler', 'leader', 'follow-up'],
    data: z.strictObject({
      files: naming('nobody', z.array(file).min(1).max(MOST_FILES.aStep)),
      // A file's name may tell whom it is about.
      names: z.array(z.string().min(1).max(200)).meta({ personal: true }).optional(),
    }),
    example: {
      files: [{ id: '00000000-0000-7000-8000-000000000000', mediaType: 'image/jpeg', size: 1, sha256: '0'.repeat(64) }],
    },
  }),
} as const;
