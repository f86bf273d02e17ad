import type { Actor } from '@huiyin/workflow';
import { ruleOfKind } from '@huiyin/workflow/contract';
import type { Role } from '@huiyin/workflow/contract';
import type { UnitNode } from './directory.ts';

/** Somebody who has logged in, and how far they see. */
export interface Viewer {
  readonly username: string;
  readonly name: string;
  readonly unit: { readonly code: string; readonly name: string };
  /** As the history names whoever acts. */
  readonly actor: Actor;
  /** The viewer's unit and everything above it. */
  readonly unitPath: readonly string[];
  readonly roles: readonly Role[];
  /** Units whose cases, with those of the units below them, the viewer sees. */
  readonly scopes: readonly string[];
  /** The same for cases that wait for their follow-up. */
  readonly followUpScopes: readonly string[];
}

interface Person {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** A petition office answers for its government's whole area, so it sees what lies below its parent; every other office below itself. */
export function createViewer({ username, name, roles }: Person, unit: UnitNode): Viewer {
  const area = unit.parent === null ? [] : [unit.parent];
  return {
    username,
    name,
    unit: { code: unit.code, name: unit.name },
    actor: { account: username, unit: unit.code },
    unitPath: unit.path,
    roles: roles as Role[],
    scopes: [unit.code, ...(ruleOfKind(unit.kind).isPetitionOffice ? area : [])],
    followUpScopes: roles.includes('follow-up') ? [unit.code, ...area] : [],
  };
}
