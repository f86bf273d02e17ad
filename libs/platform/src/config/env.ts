import { z } from 'zod';
import { ConfigError } from '../errors.ts';

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');
const port = z.coerce.number('is not a port number').int().min(0).max(65_535);

/** Every setting, in one place. This file is the only reader of the environment. */
const Env = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')
    .optional(),
  HOST: z.string().optional(),
  PORT: port.default(3000),
  WORKER_PORT: port.default(3001),
  HUIYIN_DEMO: flag.default(false),
  HUIYIN_CLOCK: z.enum(['system', 'virtual']).default('system'),
  HUIYIN_HORIZON_MINUTES: z.coerce.number().int().min(1).max(1440).default(60),
  HUIYIN_SWEEP_SECONDS: z.coerce.number().min(0.1).max(3600).default(30),
  // A worker holds three at once: for the timers, the effects and the night watch. One is left for whatever else it does.
  HUIYIN_DATABASE_POOL: z.coerce.number().int().min(4).max(200).default(12),
  HUIYIN_LAW: z.string().optional(),
  HUIYIN_SESSION_HOURS: z.coerce.number().min(0.1).max(720).default(12),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  SMTP_FROM: z.email().default('huiyin@localhost.localdomain'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** What a command asks for; where no database is named, it looks for the running demo's. */
const CommandEnv = Env.pick({ NODE_ENV: true, HUIYIN_CLOCK: true, HUIYIN_LAW: true }).extend({
  DATABASE_URL: Env.shape.DATABASE_URL.optional(),
  HUIYIN_DATA_DIR: z.string().optional(),
});

type Environment = Readonly<Record<string, string | undefined>>;

export interface Config {
  readonly production: boolean;
  readonly databaseUrl: string;
  /** Absent: BullMQ keeps its queue in PostgreSQL. */
  readonly redisUrl: string | undefined;
  /** The address the API and a worker listen at. */
  readonly host: string;
  readonly port: number;
  readonly workerPort: number;
  readonly demo: boolean;
  readonly clock: 'system' | 'virtual';
  /** Deadlines nearer than this have a job in the queue. @unit milliseconds */
  readonly horizonMs: number;
  /** How often a worker looks for what is past due. @unit milliseconds */
  readonly sweepMs: number;
  readonly poolSize: number;
  /** Folder with calendars and policies beside those the program brings along. */
  readonly lawFolder: string | undefined;
  /** @unit milliseconds */
  readonly sessionMs: number;
  readonly smtp: { readonly url: string; readonly from: string } | undefined;
  readonly logLevel: string;
}

export interface CommandConfig extends Pick<Config, 'clock' | 'lawFolder'> {
  /** Absent: the running demo's is meant. */
  readonly databaseUrl: string | undefined;
  /** Where `npm start` keeps its data; absent: in its usual folder. */
  readonly dataFolder: string | undefined;
}

/** @throws ConfigError */
export function readConfig(env: Environment = process.env): Config {
  const settings = valid(Env, env);
  return {
    production: settings.NODE_ENV === 'production',
    databaseUrl: settings.DATABASE_URL,
    redisUrl: settings.REDIS_URL,
    host: settings.HOST ?? usualHost(settings.HUIYIN_DEMO),
    port: settings.PORT,
    workerPort: settings.WORKER_PORT,
    demo: settings.HUIYIN_DEMO,
    clock: settings.HUIYIN_CLOCK,
    horizonMs: settings.HUIYIN_HORIZON_MINUTES * 60_000,
    sweepMs: settings.HUIYIN_SWEEP_SECONDS * 1000,
    poolSize: settings.HUIYIN_DATABASE_POOL,
    lawFolder: settings.HUIYIN_LAW,
    sessionMs: settings.HUIYIN_SESSION_HOURS * 3_600_000,
    smtp: settings.SMTP_URL === undefined ? undefined : { url: settings.SMTP_URL, from: settings.SMTP_FROM },
    logLevel: settings.LOG_LEVEL,
  };
}

/** The settings of a command. @throws ConfigError */
export function readCommandConfig(env: Environment = process.env): CommandConfig {
  const settings = valid(CommandEnv, env);
  return {
    databaseUrl: settings.DATABASE_URL,
    dataFolder: settings.HUIYIN_DATA_DIR,
    lawFolder: settings.HUIYIN_LAW,
    clock: settings.HUIYIN_CLOCK,
  };
}

/** From now on PostgreSQL lets no connection of this process, nor of threads it starts, write anything. */
export function onlyRead(env: Record<string, string | undefined> = process.env): void {
  env['PGOPTIONS'] = [env['PGOPTIONS'], '-c default_transaction_read_only=on'].filter(Boolean).join(' ');
}

function valid<T extends Judged>(settings: z.ZodType<T>, env: Environment): T {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  const faults = parsed.success ? forbidden(parsed.data) : parsed.error.issues.map((issue) => fault(issue, given));
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return parsed.data;
}

/** The passwords of the demo are published, so by itself it can be reached from this machine alone. */
function usualHost(demo: boolean): string {
  return demo ? '127.0.0.1' : '0.0.0.0';
}

/** For what is refused in production without needing the rest of the configuration. */
export function isProduction(env: Environment = process.env): boolean {
  return env['NODE_ENV'] === 'production';
}

/** Settings that production refuses some values of. */
interface Judged {
  readonly NODE_ENV: string;
  readonly HUIYIN_CLOCK: string;
  readonly HUIYIN_DEMO?: boolean;
}

/** What is fine on a desk and never in service. */
function forbidden(settings: Judged): string[] {
  if (settings.NODE_ENV !== 'production') return [];
  return [
    ...(settings.HUIYIN_DEMO ? ['HUIYIN_DEMO: demo accounts are refused with NODE_ENV=production'] : []),
    ...(settings.HUIYIN_CLOCK === 'virtual'
      ? ['HUIYIN_CLOCK: a virtual clock is refused with NODE_ENV=production']
      : []),
  ];
}

function fault(issue: z.core.$ZodIssue, given: Environment): string {
  const name = issue.path.join('.');
  return `${name}: ${given[name] === undefined ? 'is required' : issue.message}`;
}
