// What watches the processes is told: all is well, it will be late, or it does not work.
import { lawOfToday } from '../support/notices.ts';
import { dropDatabase } from '../support/own-database.ts';
import type { System } from '../support/system.ts';
import { onBothBackends, startOn } from './backends.ts';
import { copiesOf } from './copies.ts';
import { DAY_MS, query, register, setClock, until } from './world.ts';

const copy = copiesOf();

onBothBackends((backend) => {
  let system: System;
  let urls: string[];
  let law: Awaited<ReturnType<typeof lawOfToday>>;
  beforeAll(async () => {
    law = await lawOfToday();
    system = await startOn(backend, {
      databaseUrl: await copy(),
      env: { HUIYIN_SWEEP_SECONDS: '0.3', HUIYIN_LAW: law.path },
    });
    urls = [system.url, String(await system.workers[0]?.getUrl())];
  });
  afterAll(async () => {
    await system.stop();
    await law.remove();
  });
  const ready = async (url: string) => {
    const response = await fetch(`${url}/readyz`);
    return {
      code: response.status,
      ...((await response.json()) as { status: string; checks: Record<string, { ok: boolean; detail?: string }> }),
    };
  };

  it('ok, and the metrics are OpenMetrics', async () => {
    for (const url of urls) {
      expect(await ready(url)).toMatchObject({ code: 200, status: 'ok', checks: { timers: { ok: true } } });
      const response = await fetch(`${url}/metrics`);
      expect(response.headers.get('content-type')).toMatch(/^application\/openmetrics-text; version=1\.0\.0/);
      const families = parseOpenMetrics(await response.text());
      expect(families).toMatchObject({
        huiyin_timers_fired: 'counter',
        huiyin_timer_lateness_seconds: 'histogram',
        huiyin_timer_lag_seconds: 'gauge',
        huiyin_effects_owed: 'gauge',
        huiyin_cases_set_aside: 'gauge',
        huiyin_escalations_late: 'gauge',
        huiyin_effects_failing: 'gauge',
        huiyin_alerts_unroutable: 'gauge',
        huiyin_clocks_differing: 'gauge',
        huiyin_clock_check_age_seconds: 'gauge',
        huiyin_calendar_days_left: 'gauge',
      });
    }
  });

  it('degraded when the night watch has found clocks that do not add up', async () => {
    const found = `INSERT INTO clock_check (cases, clocks, differing, differences) VALUES (3, 9, $1, '[]')`;
    await query(system.databaseUrl, found, [2]);
    const { status, checks } = await ready(system.url);
    expect({ status, clocks: checks['clocks'] }).toMatchObject({ status: 'degraded', clocks: { ok: false } });
    expect(checks['clocks']?.detail).toContain('2 clock(s)');
    await query(system.databaseUrl, found, [0]);
    expect((await ready(system.url)).status).toBe('ok');
  });

  it('degraded while a deadline waits too long', async () => {
    await Promise.all(system.workers.splice(0).map((worker) => worker.close()));
    await register(system.config, 1);
    await setClock(system.databaseUrl, new Date((await system.client.now()) + 6 * DAY_MS));
    const { code, status, checks } = await ready(system.url);
    expect({ code, status }).toEqual({ code: 200, status: 'degraded' });
    expect(checks['timers']?.detail).toMatch(/due for \d+ s/);
    const worker = await system.startWorker();
    urls[1] = await worker.getUrl();
    await until('it has caught up', async () => (await ready(system.url)).status === 'ok');
  });

  it('down without the database, alive all the same', async () => {
    await query(system.databaseUrl, 'SELECT 1');
    await dropDatabase(system.databaseUrl);
    for (const url of urls) {
      const asked = Date.now();
      expect(await ready(url)).toMatchObject({ code: 503, status: 'down', checks: { database: { ok: false } } });
      expect(Date.now() - asked).toBeLessThan(15_000);
      expect((await fetch(`${url}/livez`)).status).toBe(200);
      const metrics = await fetch(`${url}/metrics`);
      expect(metrics.status).toBe(200);
      parseOpenMetrics(await metrics.text());
    }
  });
});

/** @returns the type of each metric family; throws at the first line that is not OpenMetrics 1.0 */
function parseOpenMetrics(text: string): Record<string, string> {
  const families: Record<string, string> = {};
  const suffixes: Record<string, string[]> = {
    counter: ['_total', '_created'],
    gauge: [''],
    histogram: ['_bucket', '_count', '_sum', '_created'],
    summary: ['', '_count', '_sum', '_created'],
  };
  const lines = text.split('\n');
  expect(lines.slice(-2)).toEqual(['# EOF', '']);
  const seen = new Set<string>();
  let family = '';
  for (const line of lines.slice(0, -2)) {
    const meta = /^# (HELP|TYPE|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/.exec(line);
    if (meta) {
      const [, kind, name = '', value = ''] = meta;
      if (name !== family && name in families) throw new Error(`family ${name} comes twice`);
      family = name;
      if (kind === 'TYPE') families[name] = value;
      continue;
    }
    const sample =
      /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\.)*",?)*\})? (NaN|[+-]?Inf|[-+0-9.eE]+)( [0-9.]+)?( # .*)?$/.exec(
        line,
      );
    if (!sample) throw new Error(`not a sample: ${line}`);
    const name = sample[1] ?? '';
    const allowed = (suffixes[families[family] ?? ''] ?? ['']).map((suffix) => family + suffix);
    if (!allowed.includes(name)) throw new Error(`${name} is no sample of ${family} (${families[family]})`);
    const series = `${name}${sample[2] ?? ''}`;
    if (seen.has(series)) throw new Error(`${series} comes twice`);
    seen.add(series);
  }
  return families;
}
