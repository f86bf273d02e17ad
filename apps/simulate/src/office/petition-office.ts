import { addDays, dateOf } from '@huiyin/domain';
import type { Arrival } from '../world/arrivals.ts';
import type { Dice } from '../world/dice.ts';
import { workingTime } from '../world/hours.ts';
import type { Ground } from '../world/templates.ts';
import { running } from './desk.ts';
import type { Act, Desk } from './desk.ts';
import { doneAt, onTheWay, soon } from './pace.ts';

const WITHDRAWN_EARLY = 0.01;
const INCOMPLETE = 0.06;
/** Petitioners who bring what is missing; the others' petitions are accepted as they are. */
const BRINGS_IT = 0.85;
const SENT_ASTRAY = 0.05;
/** Wrong transfers that the petition office finds before the unit objects. */
const CORRECTED = 0.3;
const ASSIGNED = 0.12;

/** A registration is looked at: accepted, refused on a ground of the law, or sent where it belongs. */
export function examine({ arrival, context, office, dice, revision }: Desk): Act {
  const clock = running(context, 'transfer');
  const at = onTheWay(clock, doneAt(clock, office, dice), 0.35, dice);
  if (dice.chance('withdraws early', WITHDRAWN_EARLY)) return { type: 'WITHDRAW', at, data: { inWriting: true } };
  if (dice.chance(`incomplete/${revision}`, INCOMPLETE)) {
    return { type: 'REQUEST_SUPPLEMENT', at, data: { items: ['身份证明', '有关凭证'] } };
  }
  const ground = groundFor(arrival);
  return ground ? { ...ground, at } : { type: 'ACCEPT', at, data: {} };
}

/** A lawsuit is a ground against a visit only (Art. 20); whoever wrote or called is told where to turn (Art. 23). */
function groundFor({ channel, matter }: Arrival): Ground | null {
  const { ground } = matter.template;
  const isLawsuit = ground?.type === 'REFUSE' && ground.data.basis === 'litigation-visit';
  return isLawsuit && channel !== 'visit' ? { type: 'REDIRECT', data: { organ: '清河县人民法院' } } : ground;
}

/** The clock keeps running: whoever does not come is not waited for beyond it. */
export function lookAtSupplement({ context, office, dice, now }: Desk): Act {
  const clock = running(context, 'transfer');
  const comes = workingTime(addDays(dateOf(now), dice.between('brings/days', 1, 8)), dice.roll('brings/hour'), now);
  if (dice.chance('brings it', BRINGS_IT)) {
    return { type: 'SUPPLEMENT', at: comes, data: { note: '信访人补来材料' } };
  }
  return { type: 'ACCEPT', at: doneAt(clock, office, dice), data: {} };
}

/** To the unit with the power to act; now and then to one that has none. */
export function transfer({ arrival, context, units, office, dice, now }: Desk): Act {
  const clock = running(context, 'transfer');
  const { competent } = arrival.matter.template;
  const astray = context.returns === 0 && dice.chance('astray', SENT_ASTRAY);
  const others = units.filter((unit) => unit !== competent);
  const unit = astray ? dice.pick('astray/where', others) : competent;
  const at = context.returns === 0 ? doneAt(clock, office, dice) : soon(now, 4, dice, 'again');
  return { type: 'TRANSFER', at, data: { unit, mode: modeOf(dice) } };
}

/** Sent to the wrong unit, and found out before that unit has said so. */
export function correct({ arrival, context, dice, now }: Desk): Act | null {
  const { competent: unit } = arrival.matter.template;
  if (context.unit === unit || !dice.chance('corrected', CORRECTED)) return null;
  return { type: 'TRANSFER', at: soon(now, 1, dice, 'corrected'), data: { unit, mode: modeOf(dice) } };
}

function modeOf(dice: Dice): 'assign' | 'transfer' {
  return dice.chance('assigned', ASSIGNED) ? 'assign' : 'transfer';
}
