import { reportOf } from './report.ts';

const machine = { date: '2026-11-22', cpu: '2 × CPU', memoryGiB: 24, node: 'v20', postgres: '18.4', redis: null };
const round = (perSecond: number, p50: number, p99: number) => ({ perSecond, p50, p99, clientMicros: 14.4 });

it('tells the machine alone where nothing was measured', () => {
  expect(reportOf({ machine })).toBe('\n2026-11-22: 2 × CPU, 24 GiB, Node v20, PostgreSQL 18.4, Redis none\n\n');
});

it('holds the steps against their aims with the most clients', () => {
  const levels = [
    { clients: 1, limit: round(385, 2.02, 8.36), system: round(297, 2.47, 11.5), ratio: 0.7714 },
    { clients: 32, limit: round(2344, 12.7, 28.5), system: round(690, 37.9, 39.9), ratio: 0.2944 },
  ];
  const steps = { levels, client: round(71_882, 0.4, 1), memory: { now: 200, most: 315 } };
  expect(reportOf({ machine, steps }).split('\n').slice(3)).toEqual([
    'Steps: register and six steps, over HTTP',
    '',
    '| clients | limit /s | p50 ms | p99 ms | Huiyin /s | p50 ms | p99 ms | of the limit |',
    '| ------- | -------: | -----: | -----: | --------: | -----: | -----: | -----------: |',
    '| 1       |      385 |   2.02 |   8.36 |       297 |   2.47 |   11.5 |         0.77 |',
    '| 32      |    2,344 |   12.7 |   28.5 |       690 |   37.9 |   39.9 |         0.29 |',
    '',
    '  ✗ at least 0.4 of the limit at 32 clients',
    '  ✓ p99 below 40 ms at 32 clients',
    '  ✗ API below 250 MB (at most 315)',
    '  The clients alone: 71,882 requests/s, 14 µs each.',
    '',
    '',
  ]);
});

it('says what could not be measured', () => {
  const lone = { n: 2, p50: 80, p99: Number.POSITIVE_INFINITY, max: Number.POSITIVE_INFINITY };
  const worker = { storm: { ms: 2000, alertsMs: 2100, perSecond: 2500 }, lone, ratio: 0.5, memory: { most: null } };
  const backends = [{ name: 'PostgreSQL', ...worker }];
  const storm = { cases: 5000, limit: { ms: 1000, perSecond: 5000 }, backends, missing: ['Redis'] };
  const report = reportOf({ machine, storm });
  expect(report).toContain('  ✗ PostgreSQL: a lone deadline less than 1000 ms late at p99\n');
  expect(report).toContain('  ! not measured: memory of PostgreSQL: worker\n');
  expect(report).toContain('  ! not measured: Redis\n');
});
