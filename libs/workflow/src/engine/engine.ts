import DataLoader from 'dataloader';
import { caseStore, historiesOf } from './case-store.ts';
import {
  BrokenHistory,
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
  EngineContext,
  HistoryEntry,
  Moved,
  Command,
  OnChart,
  PersonalText,
  RecordedActor,
  RecordedEvent,
  StoredCommand,
} from './model.ts';
import type { EngineOptions, OrderParts, OrderRows } from './options.ts';
import { replay } from './replay.ts';
import { applyEvent, openSettled } from './step.ts';
import { isLockTimeout, isRefused, waitedForKeyOf } from './troubles.ts';
import { committed, isNews, MOST_TOGETHER, writeCases, writeTogether } from './rows.ts';
import type { CaseWrite } from './rows.ts';

/** One step of one case. */
export interface Order {
  readonly caseId: string;
  readonly event: RecordedEvent;
  readonly actor: RecordedActor;
  /** Text about persons that was sealed out of the event. */
  readonly personal?: PersonalText | undefined;
  /** The same command id does the same thing once, and has the same outcome again. */
  readonly command?: Command | undefined;
  /** Rows that only the caller knows, in the same statement. */
  readonly parts?: OrderParts | undefined;
  /** The same for what does not go into JSON. */
  readonly rows?: OrderRows | undefined;
}

export interface Advance<C extends EngineContext> extends Order {
  /** Revision the caller has seen; another one by now is a RevisionConflict. */
  readonly expectedRevision?: number | undefined;
  /** The case as the caller has just read it, to spare a second read. */
  readonly seen?: CaseRecord<C> | undefined;
  /** What stands against the step that no chart can see, named as a guard. It refuses like one, and is kept like one. */
  readonly against?: string | undefined;
}

/** What a command has come to, once it is committed. */
export interface Outcome<C extends EngineContext> {
  /** The case as the step left it, whatever has happened since. */
  readonly record: CaseRecord<C>;
  /** The last line that the step wrote. */
  readonly entry: HistoryEntry;
  /** True when an earlier request with this command id did the work. */
  readonly replayed: boolean;
}

export type Engine<C extends EngineContext> = ReturnType<typeof createEngine<C>>;

/** A step is lost to another writer at most this often before the caller hears of it. */
const ATTEMPTS = 10;

export function createEngine<C extends EngineContext>(options: EngineOptions<C>) {
  const { pool, registry, clock, announce } = options;
  const firing = createFiring(options);
  const inCompany = together(writeGroup, MOST_TOGETHER);

  async function open(machineId: string, order: Order): Promise<Outcome<C>> {
    const definition = registry.latest(machineId);
    return once(order, async () => {
      const now = await clock.now();
      const moved = openSettled(definition, order.caseId, { ...order, now });
      return (await commit(order, null, moved)) ?? fail(new TooMuchContention(order.caseId));
    });
  }

  async function advance(order: Advance<C>): Promise<Outcome<C>> {
    return once(order, async () => {
      let record = order.seen;
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        record ??= (await caseStore.load<C>(pool, order.caseId)) ?? fail(new CaseNotFound(order.caseId));
        if (order.expectedRevision !== undefined && order.expectedRevision !== record.revision) {
          throw new RevisionConflict(order.caseId, order.expectedRevision, record.revision);
        }
        const said = { ...order, now: await clock.now() };
        const moved = applyEvent(registry.of(record), record, said, order.against);
        const outcome = await commit(order, record, moved);
        if (outcome) return outcome;
        record = undefined;
      }
      throw new TooMuchContention(order.caseId);
    });
  }

  /** @returns null when another writer came first and nothing was written */
  async function commit(
    { personal, command, parts, rows }: Order,
    before: CaseRecord<C> | null,
    moved: Moved<C>,
  ): Promise<Outcome<C> | null> {
    const write = { before, moved, personal, command, parts };
    const fate = rows ? 'apart' : await inCompany(write);
    if ((fate === 'apart' ? await writeAlone(write, rows) : fate) === 'overtaken') return null;
    if (isNews(before, moved)) announce(committed([moved]));
    return { record: moved.record, entry: moved.entries[moved.entries.length - 1] as HistoryEntry, replayed: false };
  }

  async function writeAlone(write: CaseWrite<C>, rows?: OrderRows): Promise<Fate> {
    return (await writeCases(pool, options, [write], rows)).size === 1 ? 'written' : 'overtaken';
  }

  /**
   * Steps of different cases in one statement. A case that is held, overtaken or refused is to be written apart from the
   * others, with its own error: each step is all or nothing.
   */
  async function writeGroup(group: readonly CaseWrite<C>[]): Promise<Fate[]> {
    const [first] = group;
    if (first && group.length === 1) return [await writeAlone(first)];
    const company = whoGoTogether(group);
    try {
      const written = await writeTogether(pool, options, company);
      return group.map((write) =>
        company.includes(write) && written.has(write.moved.record.id) ? 'written' : 'apart',
      );
    } catch (error) {
      // A lost connection does not tell whether it was written, and is everybody's error.
      if (isRefused(error)) return group.map(() => 'apart');
      throw error;
    }
  }

  /**
   * Runs the work; where it fails, perhaps because its command has been done before, by whomever and be it at this very
   * moment, the first outcome stands. Asking only then spares the ordinary step a question that is nearly always in vain.
   */
  async function once(order: Order, work: () => Promise<Outcome<C>>): Promise<Outcome<C>> {
    const { command } = order;
    try {
      return await work();
    } catch (thrown) {
      const error = heldUp(order, thrown);
      if (!command || error instanceof CommandInProgress) throw error;
      if (error instanceof EventNotAccepted && (await refuse(command, error))) throw error;
      return (await earlier(command)) ?? fail(error);
    }
  }

  /**
   * Whether this refusal is the first outcome of the command. It is kept, because the same request may be under way a second
   * time and be looked at a moment later, when a deadline is over and the chart says yes.
   */
  async function refuse(command: Command, { on, event, state, refusedBy }: EventNotAccepted): Promise<boolean> {
    const refused = { ...command, caseId: on.id, refusal: { event, state, refusedBy } };
    return caseStore.refuseCommand(pool, refused).catch((error) => fail(heldUp({ caseId: on.id, command }, error)));
  }

  /**
   * What a command has come to, if it was given before: the case as it stood after that line, told again from its history.
   * @throws CommandReused for another request under the same id; EventNotAccepted where it was refused, as it was told then
   */
  async function earlier({ id, digest }: Command): Promise<Outcome<C> | null> {
    const stored = await caseStore.findCommand(pool, id);
    if (!stored) return null;
    if (stored.digest !== digest) throw new CommandReused(id);
    const chart: OnChart = (await caseStore.load<C>(pool, stored.caseId)) ?? fail(new CaseNotFound(stored.caseId));
    if (stored.refusal) throw new EventNotAccepted(chart, stored.refusal, true);
    return asOf(chart, stored);
  }

  /** The whole history is read, because the chart that a case began with follows from what happened to it later. */
  async function asOf(chart: OnChart, { seq }: StoredCommand): Promise<Outcome<C>> {
    for (const made of replay(registry, chart, await history(chart.id))) {
      if (made.entry.seq === seq) return { ...made, replayed: true };
    }
    throw new BrokenHistory(`case ${chart.id} has no line ${seq}`);
  }

  async function history(caseId: string): Promise<readonly HistoryEntry[]> {
    return (await historiesOf(pool, [caseId])).get(caseId) ?? [];
  }

  return { open, advance, earlier, fireDue: firing.fireDue, history };
}

/** `apart`: not with the others; by itself it tells why. */
type Fate = 'written' | 'overtaken' | 'apart';

/** Cases that one statement can write: all opened or all moved, with the same parts, and none twice. */
function whoGoTogether<C extends EngineContext>(group: readonly CaseWrite<C>[]): CaseWrite<C>[] {
  const cases = new Map<string, CaseWrite<C>>();
  for (const write of group) {
    const [first = write] = cases.values();
    const alike = (first.before === null) === (write.before === null) && first.parts?.texts === write.parts?.texts;
    if (alike && !cases.has(write.moved.record.id)) cases.set(write.moved.record.id, write);
  }
  return [...cases.values()];
}

/** Groups that are under way at the same time. More of them would be smaller, and cost more together. */
const LANES = 2;
/** A group that takes longer, because it waits for somebody, gives its lane to the next. @unit milliseconds */
const PATIENCE_MS = 50;

/**
 * Does jobs in groups, because together they cost less. One that finds a free lane is done at once; those that come while all
 * lanes are taken wait, and go together.
 * @param work does a group of at most `most` jobs, in the order in which they came; where it fails, it has failed for each
 */
export function together<Job, Result>(work: (group: readonly Job[]) => Promise<Result[]>, most: number) {
  const waiting: (() => void)[] = [];
  let taken = 0;
  const depart = (): void => {
    while (taken < LANES && waiting.length > 0) {
      taken++;
      queueMicrotask(waiting.shift() as () => void); // not before the job that opened the group is in it
    }
  };
  const takeLane = (): (() => void) => {
    let isTaken = true;
    const free = (): void => {
      clearTimeout(timer);
      if (isTaken) taken--;
      isTaken = false;
      depart();
    };
    const timer = setTimeout(free, PATIENCE_MS).unref();
    return free;
  };
  const groups = new DataLoader<Job, Result>((jobs) => work(jobs).finally(takeLane()), {
    cache: false,
    maxBatchSize: most,
    batchScheduleFn: (go) => {
      waiting.push(go);
      depart();
    },
  });
  return (job: Job): Promise<Result> => groups.load(job);
}

/** What a statement gave up waiting for: its command, which is under way a second time then, or the case. */
function heldUp({ caseId, command }: Pick<Order, 'caseId' | 'command'>, error: unknown): unknown {
  if (!isLockTimeout(error)) return error;
  return command && waitedForKeyOf('command', error)
    ? new CommandInProgress(command.id, { cause: error })
    : new TooMuchContention(caseId, { cause: error });
}

function fail(error: unknown): never {
  throw error;
}
