import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { EscalationProbe } from './escalations.ts';
import { ReadinessProbe } from './readiness.ts';

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

  constructor(
    @Inject(ReadinessProbe) private readonly probe: ReadinessProbe,
    @Inject(EscalationProbe) private readonly escalations: EscalationProbe,
  ) {
    this.registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as never);
    collectDefaultMetrics({ register: this.registry });
    const lag = this.gauge('huiyin_timer_lag_seconds', 'How long the deadline that waits longest has been due');
    const owed = this.gauge('huiyin_effects_owed', 'Effects not yet carried out');
    const aside = this.gauge('huiyin_cases_set_aside', 'Cases whose last step failed');
    const late = this.gauge(
      'huiyin_escalations_late',
      'Deadlines not fired and alerts not delivered when they should be',
    );
    const failing = this.gauge('huiyin_effects_failing', 'Effects that were tried in vain and will be tried again');
    const unroutable = this.gauge('huiyin_alerts_unroutable', 'Open alerts for which nobody could be found');
    this.refresh = async () => {
      try {
        const [backlog, escalations] = await Promise.all([this.probe.backlog(), this.escalations.read()]);
        late.set(escalations.late);
        failing.set(escalations.failing);
        unroutable.set(escalations.unroutable);
        lag.set(backlog.lagSeconds);
        owed.set(backlog.effectsOwed);
        aside.set(backlog.setAside);
      } catch {
        // Without the database these are not known; the rest is still worth telling.
        for (const gauge of [lag, owed, aside, late, failing, unroutable]) gauge.remove();
      }
    };
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
