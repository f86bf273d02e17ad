import type { AlertPayload } from '@huiyin/workflow';
import { countyPetitionOffice, deskOf, desksFrom, governmentAbove } from './desks.ts';
import type { Desk } from './desks.ts';
import type { Person, Staff } from './staff.ts';

/** Whom an alert is meant for: the one who has the matter in hand, the holders of a post, or everybody of a desk. */
export interface Post {
  /** Null when it is wherever the holder is. */
  readonly unit: string | null;
  readonly holders: readonly Person[];
  /** Everybody of the unit is meant, and nobody by name. */
  readonly isDesk: boolean;
}

const HEADS = ['leader', 'supervisor'];

/**
 * Whom an alert is for, in attempts that are made one after the other, each a row of posts, best first: the desk that owes
 * the act, level by level its unit's head, the leader of the government above it, the county's petition office, and those
 * who take its place; then the head of the office that registered the petition; then anybody at work there.
 */
export function attemptsFor(payload: AlertPayload, staff: Staff): Iterable<Post>[] {
  const { registrar } = payload;
  return [
    meant(payload, staff),
    headAndAbove(registrar, staff),
    [everybody(deskOf(payload), staff)],
    [everybody(registrar, staff)],
  ];
}

function meant(payload: AlertPayload, staff: Staff): Iterable<Post> {
  const desk = deskOf(payload);
  if (payload.level === 1) return headAndAbove(desk, staff);
  if (payload.level === 2) return headAndAbove(governmentAbove(desk, staff), staff, ['leader']);
  if (payload.level === 3) return headAndAbove(countyPetitionOffice(desk, staff), staff);
  return dutyHolders(payload, staff);
}

function dutyHolders(payload: AlertPayload, staff: Staff): Iterable<Post> {
  const { duty, desk, registrar, assignee } = payload;
  if (duty === 'followUp') return visitors(payload, staff);
  // Nobody has the matter while two units dispute it: the government above the office that registered it decides.
  if (duty === 'superior') return headAndAbove(desk ?? governmentAbove(registrar, staff) ?? registrar, staff);
  return deskAndAbove(deskOf(payload), duty === 'unit' ? assignee : null, staff);
}

function* deskAndAbove(unit: string, assignee: string | null, staff: Staff): Generator<Post> {
  const inHand = assignee === null ? undefined : staff.person(assignee);
  for (const desk of desksFrom(unit, staff)) {
    if (!desk.isOwn) {
      yield head(desk, staff);
      continue;
    }
    if (inHand && !staff.isDissolved(inHand.unit)) yield { unit: desk.unit, holders: [inHand], isDesk: false };
    yield everybody(desk.unit, staff);
  }
}

function* headAndAbove(unit: string | null, staff: Staff, roles = HEADS): Generator<Post> {
  if (unit === null) return;
  for (const desk of desksFrom(unit, staff)) yield head(desk, staff, desk.isOwn ? roles : HEADS);
}

/** Somebody for the follow-up, as near to the handling unit as there is one, but never its own handler. */
function* visitors(payload: AlertPayload, staff: Staff): Generator<Post> {
  const all = staff.people.filter(
    ({ roles, username, unit }) =>
      roles.includes('follow-up') && username !== payload.assignee && !staff.isDissolved(unit),
  );
  for (const ancestor of [...staff.tree.pathOf(deskOf(payload))].reverse()) {
    const near = all.filter((each) => staff.tree.isWithin(each.unit, [ancestor]));
    if (near.length > 0) yield { unit: null, holders: near, isDesk: false };
  }
}

/** Where there is no such post, the unit's desk is its head's. */
function head({ unit }: Desk, staff: Staff, roles = HEADS): Post {
  const holders = staff.holders(unit, roles);
  return holders.length > 0 ? { unit, holders, isDesk: false } : everybody(unit, staff);
}

function everybody(unit: string, staff: Staff): Post {
  return { unit, holders: staff.workers(unit), isDesk: true };
}
