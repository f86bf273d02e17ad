import { addDays, dateOf } from '@huiyin/domain';
import type { Instant, LocalDate } from '@huiyin/domain';
import type { Dice } from '@huiyin/lab-kit';
import type { Channel, RegisterPetition } from '@huiyin/workflow/contract';
import { workdaysOf, workingTime } from './hours.ts';
import { dressed, petitionerOf } from './people.ts';
import type { Template } from './templates.ts';

/** What is asked for. */
export interface Wanted {
  readonly from: LocalDate;
  /** @unit calendar days */
  readonly days: number;
  readonly petitions: number;
}

/** A matter that somebody raises, perhaps more than once. It counts petitions on the matter; nothing is kept on the person. */
export interface Matter {
  readonly number: number;
  readonly template: Template;
  readonly form: RegisterPetition;
}

/** A petition that comes in. */
export interface Arrival {
  readonly number: number;
  readonly matter: Matter;
  /** 1 for the first petition on its matter, 2 for the second, … */
  readonly nth: number;
  /** The one it repeats. */
  readonly before: Arrival | null;
  readonly channel: Channel;
  readonly receivedOn: LocalDate;
  /** When somebody sits down and registers it. */
  readonly registeredAt: Instant;
}

/** How petitions came in during the year of the report that this one is shaped like. */
const CHANNEL_SHARES: readonly (readonly [Channel, number])[] = [
  ['visit', 0.645],
  ['online', 0.283],
  ['letter', 0.054],
  ['phone', 0.018],
];
/** Petitions on a matter that had been raised before. */
const REPEATED_SHARE = 0.227;

/** How long after the petition before it a matter is raised again. @unit calendar days */
const AGAIN_AFTER = { least: 4, most: 45 };
const DAY_MS = 86_400_000;
/** Matters not for this office are rarer than the demo, which shows one of each kind, would have it. */
const WEIGHT = { ordinary: 5, elsewhere: 1 };
/** How long a letter may lie in the post room before it is registered. @unit calendar days */
const LETTER_LIES = 3;

/** Every petition of the year, in the order of registration. */
export function arrivalsOf(wanted: Wanted, templates: readonly Template[], dice: Dice): Arrival[] {
  const { petitions } = wanted;
  const channels = dice.shuffled('channel', apportioned(petitions, CHANNEL_SHARES));
  const repeats = repeatsOf(petitions, dice);
  const arrivals: Arrival[] = [];
  let matters = 0;
  registrations(wanted, dice).forEach((registeredAt, number) => {
    const before = repeats.has(number) ? earlier(arrivals, registeredAt, dice.for('again', number)) : undefined;
    const channel = channels[number] ?? 'visit';
    arrivals.push({
      number,
      matter: before?.matter ?? newMatter(matters++, templates, dice),
      nth: before ? arrivals.filter(({ matter }) => matter === before.matter).length + 1 : 1,
      before: before ?? null,
      channel,
      registeredAt,
      receivedOn: receivedOn(channel, dateOf(registeredAt), wanted.from, dice.for('received', number)),
    });
  });
  return arrivals;
}

/** As many of each as its share says; what rounding leaves over goes to the largest remainders. */
export function apportioned<T>(total: number, shares: readonly (readonly [T, number])[]): T[] {
  const exact = shares.map(([item, share]) => ({ item, share: total * share, count: Math.floor(total * share) }));
  const left = total - exact.reduce((sum, { count }) => sum + count, 0);
  const byRemainder = [...exact].sort((a, b) => b.share - b.count - (a.share - a.count));
  byRemainder.slice(0, left).forEach((each) => each.count++);
  return exact.flatMap(({ item, count }) => Array.from({ length: count }, () => item));
}

function registrations({ from, days, petitions }: Wanted, dice: Dice): Instant[] {
  const workdays = workdaysOf(from, addDays(from, days));
  if (workdays.length === 0) throw new Error(`no workday within ${days} day(s) from ${from}`);
  return Array.from({ length: petitions }, (_, n) => {
    const day = dice.pick(`day/${n}`, workdays);
    return workingTime(day, dice.roll(`hour/${n}`), 0);
  }).sort((a, b) => a - b);
}

/** Which petitions repeat a matter. The first of the year have none to repeat. */
function repeatsOf(petitions: number, dice: Dice): Set<number> {
  const numbers = Array.from({ length: petitions }, (_, n) => n);
  const possible = numbers.filter((n) => n >= petitions * 0.05 && n > 0);
  return new Set(dice.shuffled('repeat', possible).slice(0, Math.round(petitions * REPEATED_SHARE)));
}

/** The petition that is repeated: one of some days or weeks ago, else any. */
function earlier(arrivals: readonly Arrival[], at: Instant, dice: Dice): Arrival {
  const age = ({ registeredAt }: Arrival) => (at - registeredAt) / DAY_MS;
  const recent = arrivals.filter((each) => age(each) >= AGAIN_AFTER.least && age(each) <= AGAIN_AFTER.most);
  return dice.pick('which', recent.length > 0 ? recent : arrivals);
}

function newMatter(number: number, templates: readonly Template[], dice: Dice): Matter {
  const own = dice.for('matter', number);
  const template = own.weighted(
    'template',
    templates.map((each) => [each, each.ground ? WEIGHT.elsewhere : WEIGHT.ordinary]),
  );
  const { text, title, place } = dressed(template.form, own);
  return {
    number,
    template,
    form: { ...template.form, title, text, place, petitioner: petitionerOf(number, template.form, own) },
  };
}

function receivedOn(channel: Channel, registeredOn: LocalDate, from: LocalDate, dice: Dice): LocalDate {
  if (channel === 'visit' || channel === 'phone') return registeredOn;
  const on = addDays(registeredOn, -dice.between('lies', 0, LETTER_LIES));
  return on < from ? from : on;
}
