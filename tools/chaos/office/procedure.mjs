// What an office does next with a petition, and now and then what it must not do.
import { OFFICE, senderOf, UNITS, USERS } from './people.mjs';
import { wishesFor } from './wishes.mjs';
import { DATA } from './words.mjs';

export { ADMIN, OFFICE, USERS } from './people.mjs';

const PLACES = ['ys-qh-ll-hy', 'ys-qh-ll-ds', 'ys-qh-ll-xq'];

/**
 * @param {string} other id of another petition, or of this one when there is none
 * @returns {{ user: string, body: object, event: string } | null} null when nothing is left to do
 */
export function nextStep(dice, petition, other) {
  const wishes = wishesFor(petition);
  if (!wishes) return null;
  const type = dice.chance(0.04) ? dice.pick(Object.keys(DATA)) : dice.weighted(wishes);
  const user = dice.chance(0.02) ? dice.pick(USERS) : senderOf(type, petition, dice);
  return { user, event: type, body: { type, data: DATA[type]?.(dice, petition, other) ?? {} } };
}

/** A timer of the chart, which nobody may fire by hand. */
export function forgedTimer(petition) {
  return { user: OFFICE, event: 'forged', body: { type: `xstate.after.TRANSFER_DUE.petition.${petition.state}` } };
}

export function registration(dice, key) {
  const body = {
    channel: dice.pick(['visit', 'letter', 'online', 'phone']),
    purpose: dice.weighted({ appeal: 8, suggestion: 1, inquiry: 1 }),
    title: `路灯不亮 ${key}`,
    text: '路灯坏了半个月,请派人来修。',
    petitioner: { name: '秦某某', phone: '13900000000', address: '河沿村二组' },
    place: dice.pick(PLACES),
    confidential: dice.chance(0.05),
    accused: dice.chance(0.05) ? [dice.pick(UNITS)] : [],
  };
  return { user: dice.pick([OFFICE, 'll.xfb.clerk']), event: 'REGISTER', path: '/v1/petitions', body };
}
