export interface Postgres {
  readonly port: number;
  readonly created: boolean;
  readonly takenOver: boolean;
  readonly folder: string;
  url(database: string): string;
  holdAs(name: string): Promise<void>;
  ensureDatabase(database: string): Promise<void>;
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
}

export function startPostgres(options: {
  folder: string;
  durable?: boolean;
  settings?: Record<string, string | number>;
  holder?: string;
  say?: (message: string) => void;
}): Promise<Postgres>;
