import { CommandReused, EventNotAccepted, sealed } from '@huiyin/workflow';
import type { CaseRecord, Command, Engine, Outcome, PetitionRegistry } from '@huiyin/workflow';
import { apart, EVENTS, FIELDS } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import type { Directory } from '../access/directory.ts';
import { mustBeSender } from '../access/permission.ts';
import type { Viewer } from '../access/viewer.ts';
import { mayHide } from '../access/visibility.ts';
import type { Looked } from '../access/visibility.ts';
import { fieldFaults } from '../field-faults.ts';
import type { AnsweredPetition, FoundPetition, PetitionReader } from '../read/petitions.ts';
import { invalidInput, Refusal } from '../refusal.ts';
import type { AllowedEvents } from './allowed.ts';
import type { EventChecks } from './checks.ts';
import type { Data, Sent } from './checks/check.ts';
import { OWN_RULES } from './checks/own-rules.ts';

/**
 * Versions of a petition that a write may rest on; null where the sender owes them and names none. A program that decides
 * on what it finds says `any`.
 */
export type Versions = readonly number[] | 'any' | null;

export interface SendRequest {
  readonly viewer: Viewer;
  /** Of the petition. */
  readonly id: string;
  readonly type: EventType;
  readonly data: Readonly<Record<string, unknown>>;
  readonly versions: Versions;
  readonly command?: Command | undefined;
  /** Of the seal over text about persons; drawn anew unless given. 128 bits, in hexadecimal. */
  readonly salt?: string | undefined;
}

/** What an act has come to. */
export interface Acted {
  readonly petition: AnsweredPetition;
  /** True when the same command had done it before. */
  readonly replayed: boolean;
}

/** What an act needs of the office. */
export interface Desk {
  readonly engine: Engine;
  readonly registry: PetitionRegistry;
  readonly directory: Directory;
  readonly petitions: PetitionReader;
  readonly allowed: AllowedEvents;
  readonly checks: EventChecks;
}

/**
 * Somebody sends an event: who may, on which version, with which data; the chart decides the rest.
 * @throws Refusal, RevisionConflict, CommandReused, CommandInProgress, TooMuchContention
 */
export function send(desk: Desk, request: SendRequest): Promise<Acted> {
  const { viewer, id, command } = request;
  const act = async () => attempt(desk, request, await desk.petitions.find(viewer, id));
  return onceBy(desk, viewer, () => command, act);
}

async function attempt(
  desk: Desk,
  { viewer, type, data, versions, command, salt }: SendRequest,
  found: FoundPetition,
): Promise<Acted> {
  const { engine, registry, directory, checks } = desk;
  const { record, relatives } = found;
  const expectedRevision = expectedOf(versions, record);
  mustBeSender(viewer, type, record.context, directory);
  const said = parsedOrRefused(type, data);
  const rule = OWN_RULES[type];
  const sent: Sent = { viewer, type, data: said, found };
  rule?.check(sent, registry.of(record));
  const complete = await completed(checks, sent);
  const outcome = await engine.advance({
    ...sealed(apart(type, complete), salt),
    caseId: record.id,
    seen: record,
    actor: { ...viewer.actor },
    expectedRevision,
    against: rule?.refusedBy?.(record, relatives, directory) ?? undefined,
    command,
  });
  return acted(desk, viewer, outcome, found);
}

/** The outcome of a step, as it is told to whoever took it. */
export async function acted(
  desk: Desk,
  viewer: Viewer,
  { record, replayed }: Outcome,
  found: FoundPetition,
): Promise<Acted> {
  const isSeenAlike = !replayed && seesAlike(desk, viewer, found.record, record);
  return { petition: await desk.petitions.after(viewer, record, isSeenAlike ? found : null), replayed };
}

/** Most steps hide the case from nobody and name nobody new. */
function seesAlike({ registry, directory }: Desk, viewer: Viewer, before: CaseRecord, after: CaseRecord): boolean {
  if (before.context.accused !== after.context.accused) return false;
  const looked = (record: CaseRecord): Looked => {
    const chart = registry.of(record);
    return { context: record.context, stage: chart.stageOf(chart.placeOf(record.value).path) };
  };
  return !mayHide(viewer, looked(before), looked(after), directory);
}

/** @throws Refusal `invalid-input` */
function parsedOrRefused(type: EventType, data: SendRequest['data']): Data {
  const { success, data: said, error } = EVENTS[type].data.safeParse(data, { reportInput: true });
  if (!success) throw invalidInput(fieldFaults(error.issues, '/data'));
  return said;
}

/**
 * What the event says, with what only the offices know filled in.
 * @throws Refusal `invalid-input` for a unit, a person or a petition that is not there
 */
async function completed(checks: EventChecks, sent: Sent): Promise<Data> {
  const said: Record<string, unknown> = { ...sent.data };
  for (const { field, names } of FIELDS.get(sent.type)?.naming ?? []) {
    if (said[field] === undefined && names !== 'organAbove') continue;
    const instead = await checks[names]?.({ value: said[field], pointer: `/data/${field}` }, sent);
    if (instead !== undefined) said[field] = instead;
  }
  return said;
}

/**
 * Does an act, or tells what it came to when the same command did it before: also where it could not be asked anew by
 * now, because the petition has moved on or is out of the caller’s sight. What is refused is told here, now or again.
 * @param commandOf asked only where the act fails; undefined where the request names no key
 * @param tell what the act has come to, from the case as it left it
 */
export async function onceBy(
  { engine, petitions, allowed }: Pick<Desk, 'engine' | 'petitions' | 'allowed'>,
  viewer: Viewer,
  commandOf: () => Command | undefined | Promise<Command | undefined>,
  act: () => Promise<Acted>,
  tell = (record: CaseRecord): Promise<AnsweredPetition> => petitions.after(viewer, record, null),
): Promise<Acted> {
  try {
    return await act().catch((error: unknown) => doneBefore(error));
  } catch (error) {
    if (!(error instanceof EventNotAccepted)) throw error;
    throw allowed.refusal(viewer, await petitions.findIfVisible(viewer, error.on.id), error);
  }

  async function doneBefore(error: unknown): Promise<Acted> {
    // The engine has asked already whether this is the first refusal.
    const command = error instanceof EventNotAccepted ? undefined : await commandOf();
    if (!command) throw error;
    const done = await engine.earlier(command).catch((other: unknown) => {
      if (other instanceof CommandReused) throw error; // another request: it is answered for itself
      throw other;
    });
    if (!done) throw error;
    return { petition: await tell(done.record), replayed: true };
  }
}

/**
 * The revision that a write rests on.
 * @returns one that cannot be, where the case is at none of the versions that are named: the write is then refused as stale
 * @throws Refusal `version-required`
 */
export function expectedOf(versions: Versions, { revision }: CaseRecord): number {
  if (versions === 'any') return revision;
  if (versions === null) {
    throw new Refusal('version-required', {
      zh: '写操作须带 If-Match，值为读取时的 ETag',
      en: 'a write needs If-Match with the ETag you have read',
    });
  }
  return versions.includes(revision) ? revision : -1;
}
