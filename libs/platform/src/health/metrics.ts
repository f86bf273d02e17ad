import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { CalendarCover } from './calendar-cover.ts';
import type { Cover } from './calendar-cover.ts';
import { ClockChecks } from './clock-checks.ts';
import type { LatestCheck } from './clock-checks.ts';
import { EscalationProbe } from './escalations.ts';
import type { Escalations } from './escalations.ts';
import { ReadinessProbe } from './readiness.ts';
import type { Backlog } from './readiness.ts';

type Known = Backlog & Escalations & LatestCheck & Cover;

/** What the database knows, asked for when somebody asks. */
const TOLD: Readonly<Record<string, { readonly help: string; readonly of: (known: Known) => number }>> = {
  huiyin_timer_lag_seconds: {
    help: 'How long the deadline that waits longest has been due',
    of: ({ lagSeconds }) => lagSeconds,
  },
  huiyin_effects_owed: { help: 'Effects not yet carried out', of: ({ effectsOwed }) => effectsOwed },
  huiyin_deliveries_owed: {
    help: 'Deliveries that are neither made nor given up',
    of: ({ deliveriesOwed }) => deliveriesOwed,
  },
  huiyin_effects_failing: {
    help: 'Effects that were tried in vain and will be tried again',
    of: ({ failing }) => failing,
  },
  huiyin_cases_set_aside: { help: 'Cases whose last step failed', of: ({ setAside }) => setAside },
  huiyin_escalations_late: {
    help: 'Deadlines not fired and alerts not delivered when they should be',
    of: ({ late }) => late,
  },
  huiyin_alerts_unroutable: {
    help: 'Open alerts for which nobody could be found',
    of: ({ unroutable }) => unroutable,
  },
  huiyin_clocks_differing: {
    help: 'Clocks that the last night watch found not to be what their ledgers come to',
    of: ({ differing }) => differing,
  },
  huiyin_clock_check_age_seconds: {
    help: 'How long ago the night watch last looked',
    of: ({ ageSeconds }) => ageSeconds ?? Number.POSITIVE_INFINITY,
  },
  huiyin_calendar_days_left: {
    help: 'Days until the first that no holiday notice covers; not positive while dates are provisional',
    of: ({ daysLeft }) => daysLeft,
  },
};

/** What is measured; names follow OpenTelemetry's conventions where they have one. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly requestSeconds = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [this.registry],
  });
  readonly alertStreams = new Gauge({
    name: 'huiyin_alert_streams',
    help: 'Streams of alerts that this process has open',
    registers: [this.registry],
  });
  readonly timersFired = new Counter({
    name: 'huiyin_timers_fired',
    help: 'Timers of the chart that were fired',
    registers: [this.registry],
  });
  readonly latenessSeconds = new Histogram({
    name: 'huiyin_timer_lateness_seconds',
    help: 'How long after its due time a timer was fired',
    buckets: [0.1, 0.25, 0.5, 1, 5, 30, 60, 600, 3600, 86_400],
    registers: [this.registry],
  });
  readonly effectsDone = new Counter({
    name: 'huiyin_effects_done',
    help: 'Effects carried out, by kind',
    labelNames: ['kind'],
    registers: [this.registry],
  });
  readonly deliveries = new Counter({
    name: 'huiyin_deliveries',
    help: 'Attempts to deliver what leaves the system, by kind and outcome',
    labelNames: ['kind', 'outcome'],
    registers: [this.registry],
  });

  constructor(
    @Inject(ReadinessProbe) private readonly probe: ReadinessProbe,
    @Inject(EscalationProbe) private readonly escalations: EscalationProbe,
    @Inject(ClockChecks) private readonly clockChecks: ClockChecks,
    @Inject(CalendarCover) private readonly calendar: CalendarCover,
  ) {
    this.registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as never);
    collectDefaultMetrics({ register: this.registry });
    const told = Object.entries(TOLD).map(([name, { help, of }]) => ({ gauge: this.gauge(name, help), of }));
    this.refresh = async () => {
      try {
        const known = await this.known();
        for (const { gauge, of } of told) gauge.set(of(known));
      } catch {
        // Without the database these are not known; the rest is still worth telling.
        for (const { gauge } of told) gauge.remove();
      }
    };
  }

  private async known(): Promise<Known> {
    const [backlog, escalations, clocks, cover] = await Promise.all([
      this.probe.backlog(),
      this.escalations.read(),
      this.clockChecks.latest(),
      this.calendar.read(),
    ]);
    return { ...backlog, ...escalations, ...clocks, ...cover };
  }

  private readonly refresh: () => Promise<void>;

  async render(): Promise<string> {
    await this.refresh();
    return this.registry.metrics();
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.registry] });
  }
}
