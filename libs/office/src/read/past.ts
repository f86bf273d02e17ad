import { toIso } from '@huiyin/domain';
import type { Instant } from '@huiyin/domain';
import { replay } from '@huiyin/workflow';
import type { CaseRecord, Engine, HistoryEntry, LedgerEntry, Registry } from '@huiyin/workflow';
import type { Viewer } from '../access/viewer.ts';
import { invalidInput, notFound } from '../refusal.ts';
import { fromHistory } from './from-history.ts';
import type { FoundPetition, PetitionReader } from './petitions.ts';

/** What a petition was, from its history: nothing of the past is stored twice. */
export class PastReader {
  constructor(
    private readonly engine: Engine,
    private readonly registry: Registry,
    private readonly petitions: PetitionReader,
  ) {}

  /**
   * The petition as it was known at an instant: what had been written down by then. Who may see it, and how much of the
   * persons, is decided by today.
   * @throws Refusal `not-found` also where it was not registered yet; `invalid-input` for the future
   */
  async asOf(viewer: Viewer, id: string, asOf: Instant): Promise<FoundPetition> {
    const found = await this.petitions.find(viewer, id);
    if (asOf > found.now) {
      const detail = { zh: `不能晚于现在 ${toIso(found.now)}`, en: `lies after now, ${toIso(found.now)}` };
      throw invalidInput([{ pointer: '/asOf', detail }]);
    }
    const then = this.knownAt(asOf, found.record, await this.engine.history(found.record.id));
    if (!then) throw notFound({ zh: '那时尚未登记', en: 'it was not registered yet' });
    return { ...found, now: asOf, record: then, relatives: await this.petitions.relativesOf(viewer, then) };
  }

  /** Everything that ever happened to the clocks of a case, in the order in which it was written down. */
  async ledgerOf(record: CaseRecord): Promise<readonly LedgerEntry[]> {
    return fromHistory(this.registry, record, await this.engine.history(record.id)).ledger;
  }

  /** The whole history is told, because the chart that a case began with follows from what happened to it later. */
  private knownAt(asOf: Instant, chart: CaseRecord, history: readonly HistoryEntry[]): CaseRecord | null {
    let then: CaseRecord | null = null;
    for (const { record, entry } of replay(this.registry, chart, history)) {
      if (entry.recordedAt > asOf) break;
      then = record;
    }
    return then;
  }
}
