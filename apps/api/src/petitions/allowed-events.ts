import type { Instant } from '@huiyin/domain';
import { Inject, Injectable } from '@nestjs/common';
import { DIRECTORY, maySend, REGISTRY } from '@huiyin/runtime';
import type { Directory, Viewer } from '@huiyin/runtime';
import { knownEvents, refusingGuards, rehydrate, runningClock } from '@huiyin/workflow';
import type { CaseRecord, PetitionChart, PetitionContext, PetitionRegistry } from '@huiyin/workflow';
import { EVENTS, STAGES } from '@huiyin/workflow/contract';
import type { EventType, Stage } from '@huiyin/workflow/contract';
import { z } from 'zod';
import type { Locale } from '../http/locale.ts';
import { Problem } from '../http/problem.ts';
import { exampleOf, probe, TYPES } from './probes.ts';
import type { Relatives } from './relatives.ts';

const SCHEMAS = new Map(
  TYPES.map((type) => [type, z.toJSONSchema(EVENTS[type].data, { io: 'input', target: 'draft-2020-12' })]),
);

/** An event the chart refused, and the guards that said no. */
export interface Refused {
  readonly event: string;
  readonly refusedBy: readonly string[];
  readonly replayed?: boolean;
}

/** Who wants to know, and what of other petitions bears on the answer. */
interface Asking {
  readonly viewer: Viewer;
  readonly now: Instant;
  readonly relatives: Relatives;
}

/** What a caller may do with a case now, and why not the rest. */
@Injectable()
export class AllowedEvents {
  constructor(
    @Inject(REGISTRY) private readonly registry: PetitionRegistry,
    @Inject(DIRECTORY) private readonly directory: Directory,
  ) {}

  /** Names only, in the order of the procedure. */
  names(asking: Asking, record: CaseRecord): EventType[] {
    const { viewer, now, relatives } = asking;
    const snapshot = this.snapshot(record, now);
    const known = knownEvents(snapshot);
    return this.forViewer(viewer, record).filter(
      (type) =>
        known.has(type) && snapshot.can(this.probe(type, asking, record)) && !waitsForLead(type, record, relatives),
    );
  }

  explain(asking: Asking & { readonly locale: Locale }, record: CaseRecord) {
    const { viewer, locale } = asking;
    const allowed = new Set(this.names(asking, record));
    const others = this.forViewer(viewer, record).filter((type) => !allowed.has(type));
    return {
      allowed: [...allowed].map((type) => this.describe(type, asking, record, locale)),
      blocked: others.map((type) => ({
        type,
        title: EVENTS[type].title[locale],
        why: this.whyNot(asking, record, type),
      })),
    };
  }

  /** The answer to an event that the chart did not take. */
  refusal(asking: Asking, record: CaseRecord, { event, refusedBy, replayed }: Refused): Problem {
    const chart = this.registry.of(record);
    const { state, stage } = chart.view(this.snapshot(record, asking.now));
    const why = (locale: Locale) =>
      refusedBy.length > 0 ? reasonsOf(refusedBy, chart, locale) : notInThisState(event, stage, record, locale);
    const allowedEvents = this.names(asking, record);
    const members = { event, state, allowedEvents, refusedBy };
    const headers = replayed ? { 'idempotency-replayed': 'true' } : {};
    return new Problem('event-not-accepted', { zh: why('zh'), en: why('en') }, { members, headers });
  }

  private whyNot(asking: Asking & { locale: Locale }, record: CaseRecord, type: EventType) {
    const { now, locale, relatives } = asking;
    const chart = this.registry.of(record);
    const snapshot = rehydrate(chart, record, now);
    if (!knownEvents(snapshot).has(type)) {
      return notInThisState(type, chart.view(snapshot).stage, record, locale);
    }
    if (waitsForLead(type, record, relatives)) return LEAD_UNDECIDED[locale];
    return reasonsOf(refusingGuards(snapshot, this.probe(type, asking, record)), chart, locale);
  }

  /** Events whose sender the viewer's office could be at all. */
  private forViewer(viewer: Viewer, record: CaseRecord): EventType[] {
    return TYPES.filter((type) => maySend(viewer, type, record.context as PetitionContext, this.directory));
  }

  private probe(type: EventType, asking: Asking, { context }: CaseRecord) {
    const { viewer } = asking;
    const by = { account: viewer.username, unit: viewer.unit.code };
    return { ...probe(type, context as PetitionContext, this.senderOf(asking)), by };
  }

  private describe(type: EventType, asking: Asking, { context }: CaseRecord, locale: Locale) {
    const { title, description, article } = EVENTS[type];
    return {
      type,
      title: title[locale],
      description: description[locale],
      article,
      schema: SCHEMAS.get(type) ?? {},
      example: exampleOf(type, context as PetitionContext, this.senderOf(asking)),
    };
  }

  private senderOf({ viewer: { username, unit }, relatives: { known } }: Asking) {
    return {
      username,
      isMine: (code: string) => this.directory.isWithin(code, [unit.code]),
      knows: (petition: string) => known.has(petition),
    };
  }

  private snapshot(record: CaseRecord, now: Instant) {
    return rehydrate(this.registry.of(record), record, now);
  }
}

/** The one condition that no case can see by itself; named as the guards of the chart are. */
export const LEAD_DECIDED = 'leadDecided';
const LEAD_UNDECIDED = {
  zh: '所并入的一件尚无签批的处理意见；不再一并办理的，请撤销并案',
  en: 'the petition it is merged into has no approved opinion yet; undo the merge if it will have none',
};

/** A merged petition is answered with what was decided on the other: each petitioner is owed a reply. */
export function waitsForLead(type: EventType, { context }: CaseRecord, { lead }: Relatives): boolean {
  return type === 'SERVE' && (context as PetitionContext).unit === null && lead !== null && lead.approvedOn === null;
}

function reasonsOf(guards: readonly string[], { words }: PetitionChart, locale: Locale): string {
  const whyNot: PetitionChart['words']['whyNot'] = { ...words.whyNot, [LEAD_DECIDED]: LEAD_UNDECIDED };
  const reasons = guards.flatMap((guard) => whyNot[guard]?.[locale] ?? []);
  if (reasons.length > 0) return reasons.join(locale === 'zh' ? '；' : '; ');
  return locale === 'zh' ? '条件尚不具备' : 'its conditions are not met yet';
}

function notInThisState(type: string, stage: string, { context }: CaseRecord, locale: Locale): string {
  const followUp = runningClock((context as PetitionContext).clocks, 'followUp');
  if (type === 'RECORD_FOLLOW_UP' && followUp) {
    return locale === 'en' ? `the follow-up begins on ${followUp.dueOn}` : `回访自 ${followUp.dueOn} 起`;
  }
  if (locale === 'en') return `the procedure has no such step in stage '${stage}'`;
  return `当前在${STAGES[stage as Stage]}环节，没有这一步`;
}
