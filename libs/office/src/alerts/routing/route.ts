import type { AlertPayload } from '@huiyin/workflow';
import type { AlertStep } from '@huiyin/workflow/contract';
import { Matter } from './matter.ts';
import type { Sensitivity } from './matter.ts';
import { attemptsFor } from './posts.ts';
import type { Post } from './posts.ts';
import type { Person, Staff } from './staff.ts';

/** A desk, and the person at it if there is just the one. */
export interface Recipient {
  readonly unit: string;
  readonly person: string | null;
}

export interface Routed {
  /** Null when nobody who may know of the petition is left: the alert then goes to the unroutable ones. */
  readonly to: Recipient | null;
  /** Whom it passed by and why, and at the end whom it reached. */
  readonly route: readonly AlertStep[];
}

/** Whom an alert reaches on a day. It always ends, and always with somebody at work or with nobody at all. */
export function routeOf(payload: AlertPayload, staff: Staff, sensitivity: Sensitivity): Routed {
  const matter = new Matter(staff, payload, sensitivity);
  const route = new Route();
  for (const attempt of attemptsFor(payload, staff)) {
    let isFirst = true;
    for (const post of attempt) {
      const closed = closedWhy(post, staff, matter);
      // Who acts instead of a desk that is complained about is not for those above it to inherit: a person decides.
      if (closed && post.unit !== null) route.pass(post.unit, null, closed);
      if (closed === 'accused' && isFirst) break;
      isFirst = false;
      const to = closed ? null : fill(post, staff, matter, route);
      if (to) return { to, route: route.steps };
    }
  }
  return { to: null, route: route.steps };
}

function closedWhy({ unit }: Post, staff: Staff, matter: Matter): AlertStep['skipped'] {
  if (unit === null) return undefined;
  return staff.isDissolved(unit) ? 'dissolved' : (matter.closedTo(unit) ?? undefined);
}

/** Those at work; else the deputy of one of them; else one who delegates their work and is there all the same. */
function fill(post: Post, staff: Staff, matter: Matter, route: Route): Recipient | null {
  const present = post.holders.filter((each) => isOpen(post, each, matter) && matter.hindranceOf(each) === null);
  const [first] = present;
  if (first) {
    const person = post.isDesk || present.length > 1 ? null : first.username;
    return route.reach(post.unit ?? first.unit, person, person === null ? 'desk' : 'holder');
  }
  if (post.isDesk && post.unit !== null) route.pass(post.unit, null, 'nobody');
  for (const holder of post.holders) {
    const unit = post.unit ?? holder.unit;
    if (!post.isDesk) route.pass(unit, holder.username, hindrance(post, holder, matter));
    const deputy = isOpen(post, holder, matter) ? deputyFor(holder, staff, matter) : null;
    if (deputy) return route.reach(unit, deputy.username, 'deputy');
  }
  const delegating = post.holders.find(
    (each) =>
      isOpen(post, each, matter) &&
      staff.absenceOf(each.username)?.kind === 'delegation' &&
      matter.keptFrom(each) === null,
  );
  return delegating ? route.reach(post.unit ?? delegating.unit, delegating.username, 'holder') : null;
}

/** A post that is wherever its holder is: its desk is the holder's. */
function isOpen({ unit }: Post, holder: Person, matter: Matter): boolean {
  return unit !== null || matter.closedTo(holder.unit) === null;
}

function hindrance({ unit }: Post, holder: Person, matter: Matter) {
  return (unit === null ? matter.closedTo(holder.unit) : null) ?? matter.hindranceOf(holder) ?? 'nobody';
}

/** A's deputy B; B's deputy C when B is away too; each once, so that deputies of one another do not go on for ever. */
function deputyFor({ username }: Person, staff: Staff, matter: Matter): Person | null {
  const asked = new Set([username]);
  for (let away = staff.absenceOf(username); away?.deputy && !asked.has(away.deputy);) {
    const deputy = staff.person(away.deputy);
    if (!deputy) return null;
    asked.add(deputy.username);
    away = staff.absenceOf(deputy.username);
    if (!away && matter.mayDeputise(deputy)) return deputy;
  }
  return null;
}

/** The way of one alert, written down as it is gone; who is met twice is written down once. */
class Route {
  readonly steps: AlertStep[] = [];

  pass(unit: string, person: string | null, skipped: NonNullable<AlertStep['skipped']>): void {
    const isKnown = this.steps.some((step) => step.unit === unit && step.person === person);
    if (!isKnown) this.steps.push({ unit, person, skipped });
  }

  reach(unit: string, person: string | null, as: NonNullable<AlertStep['as']>): Recipient {
    this.steps.push({ unit, person, as });
    return { unit, person };
  }
}
