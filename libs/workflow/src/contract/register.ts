import { z } from 'zod';
import { AccusedEntry, MOST_ACCUSED } from './accused.ts';
import { CHANNELS, keysOf, PURPOSES } from './names.ts';
import { oneLine, words } from './words.ts';

const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 -]{4,19}$/, '电话号码格式不对|not a telephone number');
const unitCode = z.string().trim().min(1).max(100);

/** The person who petitions. Only a name is asked for; an anonymous letter is registered with the name 匿名. */
export const Petitioner = z.strictObject({
  name: oneLine(200),
  phone: phone.optional(),
  idNumber: z.string().trim().min(6).max(40).optional(),
  address: oneLine(500).optional(),
});

/** `POST /v1/petitions`. 信访工作条例 Art. 19 (what a petition states), Art. 20 ¶3 (at most five representatives at a visit). */
export const RegisterPetition = z
  .strictObject({
    channel: z.enum(keysOf(CHANNELS)),
    purpose: z.enum(keysOf(PURPOSES)),
    title: oneLine(200),
    text: words(50_000),
    petitioner: Petitioner,
    groupSize: z.int().min(1).max(1_000_000).default(1).describe('persons'),
    representatives: z.array(Petitioner).max(50).default([]),
    place: unitCode.describe('code of the place the matter is about'),
    category: z.string().trim().min(1).max(100).optional(),
    confidential: z.boolean().optional().describe('an accusation is confidential unless it says otherwise'),
    accused: z
      .array(AccusedEntry)
      .max(MOST_ACCUSED)
      .default([])
      .describe('units and persons complained about (Art. 30)'),
    receivedOn: z.iso.date().optional().describe('day the petition arrived, Asia/Shanghai; today if left out'),
  })
  .refine((form) => form.channel !== 'visit' || form.representatives.length <= 5, {
    path: ['representatives'],
    message: '多人走访应推选代表，代表不超过 5 人（条例第二十条）|at most five representatives at a visit (Art. 20)',
  });
export type RegisterPetition = z.output<typeof RegisterPetition>;
