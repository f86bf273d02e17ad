/** Where the queue is kept. */
export type Backend = 'postgres' | 'redis';

/** What the keeper of the system is started with. */
export interface KeeperOptions {
  readonly folder: string;
  readonly backend: Backend;
  readonly apis: number;
  readonly workers: number;
  /** Whether the folder is left behind. */
  readonly keep: boolean;
}

/** Where everything is that was started. */
export interface Addresses {
  readonly databaseUrl: string;
  /** Left out: the queue is in PostgreSQL. */
  readonly redisUrl?: string;
  /** The file in which the mail server lists what it accepted. */
  readonly letters: string;
  /** Where the cluster of PostgreSQL lies: tools/postgres/cluster.mjs. */
  readonly postgresFolder: string;
  /** Of the APIs and the workers, by their names. */
  readonly urls: Readonly<Record<string, string>>;
}

/** How a process ended, and the last lines it wrote. */
export interface Ended {
  readonly name: string;
  /** Null for PostgreSQL, whose processes are many. */
  readonly pid: number | null;
  /** Whether it had got ready before. */
  readonly wasReady: boolean;
  readonly code: number | null;
  readonly by: NodeJS.Signals | null;
  readonly words: readonly string[];
}

/** A line of a log that is worth telling: what it is about, and the whole of it. */
export interface Noted {
  readonly name: string;
  readonly text: string;
  readonly line: string;
}

/** A process that has to be ended, because it did not stop when it was asked to. */
export interface Overdue {
  readonly name: string;
}

/** What happens to one process. */
export type Happening =
  | { readonly event: 'up' | 'ready'; readonly name: string; readonly pid: number | null }
  | ({ readonly event: 'down' } & Ended)
  | ({ readonly event: 'noted' } & Noted)
  | ({ readonly event: 'overdue' } & Overdue);

/** Whether the whole has started. */
export type Started =
  ({ readonly event: 'started' } & Addresses) | { readonly event: 'fault'; readonly message: string };

/** What the keeper tells the run, over the channel between them. */
export type Told = Happening | Started;

/** What the run tells the keeper: which process to stop in good order. */
export interface StopOrder {
  readonly stop: string;
}
