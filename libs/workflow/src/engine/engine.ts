import { caseStore, historiesOf } from './case-store.ts';
import type { Definition } from './definition.ts';
import {
  CaseNotFound,
  CommandInProgress,
  CommandReused,
  EventNotAccepted,
  RevisionConflict,
  TooMuchContention,
} from './errors.ts';
import { createFiring } from './firing.ts';
import type {
  CaseRecord,
  HistoryEntry,
  Moved,
  PersonalText,
  RecordedActor,
  RecordedEvent,
  StoredCommand,
} from './model.ts';
import type { EngineOptions } from './options.ts';
import { replay } from './replay.ts';
import { applyEvent, openSettled } from './step.ts';
import { isLockTimeout } from './transaction.ts';
import { caseWrite, committed, writeCases } from './write.ts';
import type { CaseWrite, Company } from './write.ts';

/** One step of one case. */
export interface Order {
  readonly caseId: string;
  readonly event: RecordedEvent;
  readonly actor: RecordedActor;
  /** Text about persons that was sealed out of the event. */
  readonly personal?: PersonalText | undefined;
  /** The same command id does the same thing once, and is answered with the case as that left it. */
  readonly command?: Command | undefined;
  /** Rows of the caller's own, in the same statement, where the outcome calls for any. */
  readonly also?: (outcome: Outcome) => Company | null;
}

/** A request that may come more than once. */
export interface Command {
  readonly id: string;
  /** Of what it asks for: the same id with another digest is another request. */
  readonly digest: string;
}

export interface Advance extends Order {
  /** Revision the caller has seen; another one by now is a RevisionConflict. */
  readonly expectedRevision?: number | undefined;
  /** The case as the caller has just read it, to spare a second read. */
  readonly seen?: CaseRecord | undefined;
}

export interface Outcome {
  readonly definition: Definition;
  readonly record: CaseRecord;
  readonly entries: readonly HistoryEntry[];
}

export interface Done {
  /** The case as the step left it, whatever has happened since. */
  readonly record: CaseRecord;
  /** The last line that the step wrote. */
  readonly entry: HistoryEntry;
  /** True when an earlier request with this command id did the work. */
  readonly replayed: boolean;
}

export type Engine = ReturnType<typeof createEngine>;

/** A step is lost to another writer at most this often before the caller hears of it. */
const ATTEMPTS = 10;

export function createEngine({ pool, registry, clock, announce }: EngineOptions) {
  const firing = createFiring({ pool, registry, clock, announce });

  async function open(machineId: string, order: Order): Promise<Done> {
    const definition = registry.latest(machineId);
    return once(order, async () => {
      const now = await clock.now();
      const moved = openSettled(definition, order.caseId, { ...order, now });
      return (await commit(order, definition, null, moved)) ?? fail(new TooMuchContention(order.caseId));
    });
  }

  async function advance(order: Advance): Promise<Done> {
    return once(order, async () => {
      let record = order.seen;
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        record ??= (await caseStore.load(pool, order.caseId)) ?? fail(new CaseNotFound(order.caseId));
        if (order.expectedRevision !== undefined && order.expectedRevision !== record.revision) {
          throw new RevisionConflict(order.caseId, order.expectedRevision, record.revision);
        }
        const definition = registry.of(record);
        const moved = applyEvent(definition, record, { ...order, now: await clock.now() });
        const done = await commit(order, definition, record, moved);
        if (done) return done;
        record = undefined;
      }
      throw new TooMuchContention(order.caseId);
    });
  }

  /** @returns null when another writer came first and nothing was written */
  async function commit(
    order: Order,
    definition: Definition,
    before: CaseRecord | null,
    moved: Moved,
  ): Promise<Done | null> {
    const write: CaseWrite = {
      ...caseWrite(definition, before, moved),
      personal: order.personal,
      command: order.command && storedCommand(order.command, moved.record),
    };
    const written = await writeCases(pool, [write], order.also?.({ definition, ...moved }));
    if (written.size === 0) return null;
    announce(committed([moved]));
    return { ...lastOf(moved), replayed: false };
  }

  /**
   * Runs the work; where it fails, perhaps because its command has been done before, by whomever and be it at this very
   * moment, what was done then stands. Asking only then spares the ordinary step a question that is nearly always in vain.
   */
  async function once(order: Order, work: () => Promise<Done>): Promise<Done> {
    const { command } = order;
    try {
      return await work();
    } catch (error) {
      if (!command) throw error;
      if (isLockTimeout(error)) throw new CommandInProgress(command.id);
      if (error instanceof EventNotAccepted && (await refuse(command, error))) throw error;
      return (await earlier(command)) ?? fail(error);
    }
  }

  /**
   * Whether this refusal is the first answer to the command. It is kept, because the same request may be under way a
   * second time and be looked at a moment later, when a deadline is over and the chart says yes.
   */
  async function refuse(command: Command, error: EventNotAccepted): Promise<boolean> {
    const { caseId, event, state, refusedBy } = error;
    return caseStore.refuseCommand(pool, { ...command, caseId, refusal: { event, state, refusedBy } });
  }

  /**
   * What a command did when it came first: the case as of its line, told from the history.
   * @returns null when it has not come before
   * @throws EventNotAccepted when it was refused then; CommandReused when it asked for something else
   */
  async function earlier({ id, digest }: Command): Promise<Done | null> {
    const stored = await caseStore.findCommand(pool, id);
    if (!stored) return null;
    if (stored.digest !== digest) throw new CommandReused(id);
    const { caseId, seq, refusal } = stored;
    if (refusal) throw new EventNotAccepted(caseId, refusal.event, refusal.state, refusal.refusedBy, true);
    const chart = (await caseStore.load(pool, caseId)) ?? fail(new CaseNotFound(caseId));
    for (const made of replay(registry, chart, await history(caseId))) {
      if (made.entry.seq === seq) return { ...made, replayed: true };
    }
    throw new Error(`case ${caseId} has no line ${seq}`);
  }

  async function history(caseId: string): Promise<readonly HistoryEntry[]> {
    return (await historiesOf(pool, [caseId])).get(caseId) ?? [];
  }

  return { open, advance, earlier, fireDue: firing.fireDue, history };
}

function storedCommand(command: Command, record: CaseRecord): StoredCommand {
  return { ...command, caseId: record.id, seq: record.revision, refusal: null };
}

function lastOf({ record, entries }: Moved) {
  return { record, entry: entries[entries.length - 1] as HistoryEntry };
}

function fail(error: unknown): never {
  throw error;
}
