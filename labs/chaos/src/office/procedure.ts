// What somebody in an office does next with a petition, and now and then what they must not do.
import type { Dice } from '@huiyin/lab-kit';
import { EVENTS } from '@huiyin/workflow/contract';
import type { AllowedEventsView, EventType, PetitionView, RegisterPetition } from '@huiyin/workflow/contract';
import type { z } from 'zod';
import { dataOf } from './choices.ts';
import type { Occasion } from './choices.ts';
import { involvedIn } from './involved.ts';
import type { Write } from './ledger.ts';
import type { Town } from './town.ts';
import { WISHES, wishesIn } from './wishes.ts';

/** Who sends what they came for although it is not offered to them. */
const INSISTS = 0.2;
/** Who is anybody at all. */
const ANYBODY = 0.02;
/** Who rests on a version that is no longer the newest. */
const OUTDATED = 0.02;

export type Intention = Omit<Write, 'key'>;

/** An act that the API offers, with an example of its data. */
export type Offer = Pick<z.output<typeof AllowedEventsView>['allowed'][number], 'type' | 'example'>;

const PURPOSES = [
  ['appeal', 8],
  ['suggestion', 1],
  ['inquiry', 1],
] as const;

/** Somebody with something in mind. */
export interface Wish {
  readonly user: string;
  readonly type: EventType;
}

/** Who looks into a petition, and what for: one of those who may do it, if it is allowed now. Null: nobody may ever do that. */
export function wishFor(petition: PetitionView, { staff }: Town, dice: Dice): Wish | null {
  const type = dice.weighted('wants', wishesIn(petition.stage));
  const able = dice.chance('anybody', ANYBODY) ? staff.viewers : staff.whoMaySend(type, involvedIn(petition));
  return able.length > 0 ? { user: dice.pick('who', able).username, type } : null;
}

/**
 * What they do in the end: something that is offered or, now and then and while nobody answers, what they came for.
 * @returns null when they leave it at that
 */
export function decide({ type }: Wish, offers: readonly Offer[] | null, dice: Dice): Offer | null {
  if (!offers || dice.chance('insists', INSISTS)) {
    return offers?.find((offer) => offer.type === type) ?? { type, example: EVENTS[type].example };
  }
  const weights = offers.map((offer) => [offer, WISHES[offer.type]] as const);
  const pressing = weights.reduce((sum, [, weight]) => sum + weight, 0);
  return dice.chance('presses', pressing) ? dice.weighted('does', weights) : null;
}

export function step(user: string, { type, example }: Offer, occasion: Occasion): Intention {
  const { dice, petition } = occasion;
  const version = dice.chance('outdated', OUTDATED) ? petition.version - 1 : petition.version;
  const data = dataOf(type, example as object, occasion);
  return { user, event: type, body: { type, data }, path: eventsOf(petition), ifMatch: `"${version}"` };
}

/** A timer of the chart, which nobody may fire by hand. */
export function forgedTimer(petition: PetitionView, { staff }: Town): Intention {
  const body = { type: `xstate.after.TRANSFER_DUE.petition.${petition.state}` };
  const user = staff.registrars[0].username;
  return { user, event: 'forged', body, path: eventsOf(petition), ifMatch: `"${petition.version}"` };
}

const eventsOf = ({ id }: PetitionView): string => `/v1/petitions/${id}/events`;

export function registration(title: string, { staff, units, villages }: Town, dice: Dice): Intention {
  const body: z.input<typeof RegisterPetition> = {
    channel: dice.pick('channel', ['visit', 'letter', 'online', 'phone']),
    purpose: dice.weighted('purpose', PURPOSES),
    title: `路灯不亮 ${title}`,
    text: '路灯坏了半个月，请派人来修。',
    petitioner: { name: '秦某某', phone: '13900000000', address: '河沿村二组' },
    place: dice.pick('place', villages),
    confidential: dice.chance('confidential', 0.05),
    accused: dice.chance('accuses', 0.05) ? [dice.pick('accused', units)] : [],
  };
  return { user: dice.pick('who', staff.registrars).username, event: 'REGISTER', body, path: '/v1/petitions' };
}
