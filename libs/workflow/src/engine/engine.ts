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
import { applyEvent, openSettled } from './step.ts';
import { isLockTimeout } from './transaction.ts';
import { caseWrite, committed, writeCases } from './write.ts';
import type { CaseWrite, Company } from './write.ts';

/** One step of one case. */
export interface Order<A> {
  readonly caseId: string;
  readonly event: RecordedEvent;
  readonly actor: RecordedActor;
  /** Text about persons that was sealed out of the event. */
  readonly personal?: PersonalText | undefined;
  /** The same command id does the same thing once, and gets the first answer again. */
  readonly command?: { readonly id: string; readonly digest: string } | undefined;
  /** The caller's answer, made before the commit so that it can be kept with the command. */
  readonly answer: (outcome: Outcome) => A;
  /** Rows of the caller's own, in the same statement, where the outcome calls for any. */
  readonly also?: (outcome: Outcome) => Company | null;
}

export interface Advance<A> extends Order<A> {
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

export interface Done<A> {
  readonly answer: A;
  /** True when an earlier request with this command id did the work. */
  readonly replayed: boolean;
}

export type Engine = ReturnType<typeof createEngine>;

/** A step is lost to another writer at most this often before the caller hears of it. */
const ATTEMPTS = 10;

export function createEngine({ pool, registry, clock, announce }: EngineOptions) {
  const firing = createFiring({ pool, registry, clock, announce });

  async function open<A>(machineId: string, order: Order<A>): Promise<Done<A>> {
    const definition = registry.latest(machineId);
    return once(order, async () => {
      const now = await clock.now();
      const moved = openSettled(definition, order.caseId, { ...order, now });
      return (await commit(order, definition, null, moved)) ?? fail(new TooMuchContention(order.caseId));
    });
  }

  async function advance<A>(order: Advance<A>): Promise<Done<A>> {
    return once(order, async () => {
      let record = order.seen;
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        record ??= (await caseStore.load(pool, order.caseId)) ?? fail(new CaseNotFound(order.caseId));
        if (order.expectedRevision !== undefined && order.expectedRevision !== record.revision) {
          throw new RevisionConflict(order.caseId, order.expectedRevision, record.revision);
        }
        const definition = registry.of(record);
        const moved = applyEvent(definition, record, { ...order, now: await clock.now() });
        const answer = await commit(order, definition, record, moved);
        if (answer) return answer;
        record = undefined;
      }
      throw new TooMuchContention(order.caseId);
    });
  }

  /** @returns null when another writer came first and nothing was written */
  async function commit<A>(order: Order<A>, definition: Definition, before: CaseRecord | null, moved: Moved) {
    const outcome: Outcome = { definition, ...moved };
    const answer = order.answer(outcome);
    const write: CaseWrite = {
      ...caseWrite(definition, before, moved),
      personal: order.personal,
      command: order.command && storedCommand(order.command, moved.record, answer),
    };
    const written = await writeCases(pool, [write], order.also?.(outcome));
    if (written.size === 0) return null;
    announce(committed([moved]));
    return { answer, replayed: false };
  }

  /**
   * Runs the work; where it fails, perhaps because its command has been done before, by whomever and be it at this very
   * moment, the first answer stands. Asking only then spares the ordinary step a question that is nearly always in vain.
   */
  async function once<A>(order: Order<A>, work: () => Promise<Done<A>>): Promise<Done<A>> {
    const { command } = order;
    try {
      return await work();
    } catch (error) {
      if (!command) throw error;
      if (isLockTimeout(error)) throw new CommandInProgress(command.id);
      if (error instanceof EventNotAccepted && (await refuse(command, error))) throw error;
      return (await replay<A>(command)) ?? fail(error);
    }
  }

  /**
   * Whether this refusal is the first answer to the command. It is kept, because the same request may be under way a
   * second time and be looked at a moment later, when a deadline is over and the chart says yes.
   */
  async function refuse(command: { id: string; digest: string }, error: EventNotAccepted): Promise<boolean> {
    const { caseId, event, state, refusedBy } = error;
    const answer: Refusal = { event, state, refusedBy };
    return caseStore.refuseCommand(pool, { ...command, caseId, answer });
  }

  async function replay<A>({ id, digest }: { id: string; digest: string }): Promise<Done<A> | null> {
    const stored = await caseStore.findCommand(pool, id);
    if (!stored) return null;
    if (stored.digest !== digest) throw new CommandReused(id);
    if (stored.seq === null) {
      const { event, state, refusedBy } = stored.answer as Refusal;
      throw new EventNotAccepted(stored.caseId, event, state, refusedBy, true);
    }
    return { answer: stored.answer as A, replayed: true };
  }

  async function history(caseId: string): Promise<readonly HistoryEntry[]> {
    return (await historiesOf(pool, [caseId])).get(caseId) ?? [];
  }

  return { open, advance, fireDue: firing.fireDue, history };
}

/** What is kept of a refused command. */
type Refusal = Pick<EventNotAccepted, 'event' | 'state' | 'refusedBy'>;

function storedCommand(command: { id: string; digest: string }, record: CaseRecord, answer: unknown): StoredCommand {
  return { ...command, caseId: record.id, seq: record.revision, answer };
}

function fail(error: unknown): never {
  throw error;
}
