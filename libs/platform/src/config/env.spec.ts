import { ConfigError } from '../errors.ts';
import { onlyRead, readCommandConfig, readConfig } from './env.ts';

const DATABASE_URL = 'postgres://somebody@localhost/huiyin';

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

it('needs nothing but a database', () => {
  expect(readConfig({ DATABASE_URL })).toMatchObject({
    production: false,
    redisUrl: undefined,
    port: 3000,
    clock: 'system',
    horizonMs: 3_600_000,
    sweepMs: 30_000,
    smtp: undefined,
  });
});

it('takes an empty variable for one that is not set, as compose hands them on', () => {
  expect(readConfig({ DATABASE_URL, REDIS_URL: '', LOG_LEVEL: '', SMTP_URL: '' }).redisUrl).toBeUndefined();
});

it('names every fault at once', () => {
  const faults = faultsOf({ REDIS_URL: 'http://localhost', PORT: '70000', HUIYIN_CLOCK: 'broken', LOG_LEVEL: 'loud' });
  const named = faults.map((fault) => fault.split(':')[0]);
  expect(named.sort()).toEqual(['DATABASE_URL', 'HUIYIN_CLOCK', 'LOG_LEVEL', 'PORT', 'REDIS_URL']);
  expect(faults).toContain('DATABASE_URL: is required');
  expect(faultsOf({ DATABASE_URL, PORT: 'abc' })).toEqual(['PORT: is not a port number']);
});

it('refuses a pool in which those who hold a connection leave none', () => {
  expect(faultsOf({ DATABASE_URL, HUIYIN_DATABASE_POOL: '3' })).toHaveLength(1);
  expect(faultsOf({ DATABASE_URL, HUIYIN_DATABASE_POOL: '4' })).toEqual([]);
});

it('listens to this machine alone where everybody knows the passwords', () => {
  expect(readConfig({ DATABASE_URL }).host).toBe('0.0.0.0');
  expect(readConfig({ DATABASE_URL, HUIYIN_DEMO: '1' }).host).toBe('127.0.0.1');
  expect(readConfig({ DATABASE_URL, HUIYIN_DEMO: '1', HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
});

it.each([
  ['demo accounts', { HUIYIN_DEMO: '1' }, /HUIYIN_DEMO/],
  ['a clock that can be moved', { HUIYIN_CLOCK: 'virtual' }, /HUIYIN_CLOCK/],
])('refuses %s in production', (_, env, fault) => {
  expect(faultsOf({ DATABASE_URL, NODE_ENV: 'production', ...env }).join()).toMatch(fault);
  expect(faultsOf({ DATABASE_URL, NODE_ENV: 'production' })).toEqual([]);
});

describe('a command', () => {
  it('needs nothing', () => {
    const nothing = { databaseUrl: undefined, dataFolder: undefined, lawFolder: undefined, clock: 'system' };
    expect(readCommandConfig({ DATABASE_URL: '', PORT: 'of the api' })).toEqual(nothing);
  });

  it('is told every fault of what it reads', () => {
    const read = () => readCommandConfig({ DATABASE_URL: 'x', HUIYIN_CLOCK: 'broken' });
    expect(read).toThrow('DATABASE_URL: must begin with postgres://');
    expect(read).toThrow('HUIYIN_CLOCK: ');
  });

  it('refuses a clock that can be moved in production', () => {
    expect(() => readCommandConfig({ NODE_ENV: 'production', HUIYIN_CLOCK: 'virtual' })).toThrow('HUIYIN_CLOCK');
  });

  it('that only reads says so to PostgreSQL beside what it says already', () => {
    const env = { PGOPTIONS: '-c search_path=office' };
    onlyRead(env);
    expect(env.PGOPTIONS).toBe('-c search_path=office -c default_transaction_read_only=on');
  });
});
