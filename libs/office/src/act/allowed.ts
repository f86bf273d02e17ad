import type { Instant } from '@huiyin/domain';
import { knownEvents, refusingGuards, rehydrate } from '@huiyin/workflow';
import type { CaseRecord, EventNotAccepted, PetitionRegistry } from '@huiyin/workflow';
import { EVENT_NAMES, exampleOf, probe } from '@huiyin/workflow/contract';
import type { EventType } from '@huiyin/workflow/contract';
import type { Directory } from '../access/directory.ts';
import { sendableBy } from '../access/permission.ts';
import type { Viewer } from '../access/viewer.ts';
import type { FoundPetition } from '../read/petitions.ts';
import type { Relatives } from '../read/relatives.ts';
import { Refusal } from '../refusal.ts';
import type { Words } from '../refusal.ts';
import { OWN_RULES } from './checks/own-rules.ts';
import { notInThisState, reasonsOf } from './reasons.ts';

/** Who wants to know, and what of other petitions bears on the answer. */
interface Asking {
  readonly viewer: Viewer;
  readonly now: Instant;
  readonly relatives: Relatives;
}

/** What a caller may do with a case now, and why not the rest. */
export class AllowedEvents {
  constructor(
    private readonly registry: PetitionRegistry,
    private readonly directory: Directory,
  ) {}

  /** Names only, in the order of the procedure. */
  names(asking: Asking, record: CaseRecord): EventType[] {
    const { viewer, now, relatives } = asking;
    const snapshot = rehydrate(this.registry.of(record), record, now);
    const known = knownEvents(snapshot);
    return this.forViewer(viewer, record).filter(
      (type) =>
        known.has(type) &&
        snapshot.can(this.probe(type, asking, record)) &&
        !OWN_RULES[type]?.refusedBy?.(record, relatives, this.directory),
    );
  }

  /** Each event that the viewer's office could send: those that are allowed, with an example, and why not the others. */
  explain(asking: Asking, record: CaseRecord) {
    const { viewer } = asking;
    const allowed = new Set(this.names(asking, record));
    const context = record.context;
    const others = this.forViewer(viewer, record).filter((type) => !allowed.has(type));
    return {
      allowed: [...allowed].map((type) => ({ type, example: exampleOf(type, context, this.senderOf(asking)) })),
      blocked: others.map((type) => ({ type, why: this.whyNot(asking, record, type) })),
    };
  }

  /**
   * The answer to an event that was not taken, now or when it was sent first: as it was refused then, and what may be done now.
   * @param found null where the petition is out of the viewer's sight: of today they are told nothing
   */
  refusal(viewer: Viewer, found: FoundPetition | null, notAccepted: EventNotAccepted): Refusal {
    const { on, event, state, refusedBy, replayed } = notAccepted;
    const chart = this.registry.of(on);
    const record = found?.record ?? null;
    const why =
      refusedBy.length > 0 ? reasonsOf(refusedBy, chart) : notInThisState(event, chart.stageOf(state), record);
    const allowedEvents = found ? this.names({ viewer, ...found }, found.record) : [];
    const members = { event, state, allowedEvents, refusedBy };
    return new Refusal('event-not-accepted', why, { members, replayed, cause: notAccepted });
  }

  private whyNot(asking: Asking, record: CaseRecord, type: EventType): Words {
    const chart = this.registry.of(record);
    const snapshot = rehydrate(chart, record, asking.now);
    if (!knownEvents(snapshot).has(type)) {
      return notInThisState(type, chart.view(snapshot).stage, record);
    }
    const guards = refusingGuards(snapshot, this.probe(type, asking, record));
    const own = guards.length === 0 && OWN_RULES[type]?.refusedBy?.(record, asking.relatives, this.directory);
    return reasonsOf(own ? [own] : guards, chart);
  }

  /** Events whose sender the viewer's office could be at all. */
  private forViewer(viewer: Viewer, record: CaseRecord): EventType[] {
    const may = sendableBy(viewer, record.context, this.directory);
    return EVENT_NAMES.filter(may);
  }

  private probe(type: EventType, asking: Asking, { context }: CaseRecord) {
    return { ...probe(type, context, this.senderOf(asking)), by: asking.viewer.actor };
  }

  private senderOf({ viewer: { username, unit }, relatives: { known } }: Asking) {
    return {
      username,
      isMine: (code: string) => this.directory.isWithin(code, [unit.code]),
      knows: (petition: string) => known.has(petition),
    };
  }
}
