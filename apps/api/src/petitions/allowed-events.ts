import type { Instant } from '@huiyin/domain';
import { Inject, Injectable } from '@nestjs/common';
import { DIRECTORY, maySend, REGISTRY, takeApart } from '@huiyin/runtime';
import type { Directory, Viewer } from '@huiyin/runtime';
import { knowsEvent, REASONS, refusingGuards, rehydrate } from '@huiyin/workflow';
import type { CaseRecord, PetitionContext, Registry } from '@huiyin/workflow';
import { EVENTS, STAGES } from '@huiyin/workflow/contract';
import type { EventType, Stage } from '@huiyin/workflow/contract';
import { z } from 'zod';
import type { Locale } from '../http/locale.ts';
import { Problem } from '../http/problem.ts';

const TYPES = Object.keys(EVENTS) as EventType[];

/** Well-formed data for each event, for asking the chart whether it would take one. */
const PROBES = new Map(
  TYPES.map((type) => {
    const { data, example } = EVENTS[type];
    return [type, takeApart(type, (data as z.ZodType).parse(example) as Record<string, unknown>).event];
  }),
);

const SCHEMAS = new Map(
  TYPES.map((type) => [type, z.toJSONSchema(EVENTS[type].data, { io: 'input', target: 'draft-2020-12' })]),
);

/** An event the chart refused, and the guards that said no. */
interface Refused {
  readonly event: string;
  readonly refusedBy: readonly string[];
  readonly replayed?: boolean;
}

/** What a caller may do with a case now, and why not the rest. */
@Injectable()
export class AllowedEvents {
  constructor(
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(DIRECTORY) private readonly directory: Directory,
  ) {}

  /** Names only, in the order of the procedure. */
  names(viewer: Viewer, record: CaseRecord, now: Instant): EventType[] {
    const snapshot = this.snapshot(record, now);
    return this.forViewer(viewer, record).filter((type) => snapshot.can(this.probe(type, viewer)));
  }

  explain(viewer: Viewer, record: CaseRecord, now: Instant, locale: Locale) {
    const allowed = new Set(this.names(viewer, record, now));
    const others = this.forViewer(viewer, record).filter((type) => !allowed.has(type));
    return {
      allowed: [...allowed].map((type) => describe(type, locale)),
      blocked: others.map((type) => ({
        type,
        title: EVENTS[type].title[locale],
        why: this.whyNot(viewer, record, type, now, locale),
      })),
    };
  }

  /** The answer to an event that the chart did not take. */
  refusal(viewer: Viewer, record: CaseRecord, now: Instant, { event, refusedBy, replayed }: Refused): Problem {
    const { state, stage } = this.definition(record).view(this.snapshot(record, now));
    const why = (locale: Locale) =>
      refusedBy.length > 0 ? reasonsOf(refusedBy, locale) : notInThisState(stage, locale);
    const allowedEvents = this.names(viewer, record, now);
    const members = { event, state, allowedEvents, refusedBy };
    const headers = replayed ? { 'idempotency-replayed': 'true' } : {};
    return new Problem('event-not-accepted', { zh: why('zh'), en: why('en') }, { members, headers });
  }

  private whyNot(viewer: Viewer, record: CaseRecord, type: EventType, now: Instant, locale: Locale): string {
    const snapshot = this.snapshot(record, now);
    if (!knowsEvent(snapshot, type)) return notInThisState(this.definition(record).view(snapshot).stage, locale);
    return reasonsOf(refusingGuards(snapshot, this.probe(type, viewer)), locale);
  }

  /** Events whose sender the viewer's office could be at all. */
  private forViewer(viewer: Viewer, record: CaseRecord): EventType[] {
    return TYPES.filter((type) => maySend(viewer, type, record.context as PetitionContext, this.directory));
  }

  private probe(type: EventType, viewer: Viewer) {
    return { ...(PROBES.get(type) as { type: string }), by: { account: viewer.username, unit: viewer.unit.code } };
  }

  private snapshot(record: CaseRecord, now: Instant) {
    return rehydrate(this.definition(record), record, now);
  }

  private definition(record: CaseRecord) {
    return this.registry.get(record.machineId, record.machineVersion);
  }
}

function reasonsOf(guards: readonly string[], locale: Locale): string {
  const reasons = guards.flatMap((guard) => REASONS[guard as keyof typeof REASONS]?.[locale] ?? []);
  if (reasons.length > 0) return reasons.join(locale === 'zh' ? '；' : '; ');
  return locale === 'zh' ? '条件尚不具备' : 'its conditions are not met yet';
}

function notInThisState(stage: string, locale: Locale): string {
  if (locale === 'en') return `the procedure has no such step in stage '${stage}'`;
  return `当前在${STAGES[stage as Stage]}环节，没有这一步`;
}

function describe(type: EventType, locale: Locale) {
  const { title, description, article, example } = EVENTS[type];
  return {
    type,
    title: title[locale],
    description: description[locale],
    article,
    schema: SCHEMAS.get(type) ?? {},
    example,
  };
}
