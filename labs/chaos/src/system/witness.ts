import { Client } from 'pg';
import type { QueryResultRow } from 'pg';
import type { Noted, Overdue } from './messages.ts';
import type { Death } from './processes.ts';
import type { System } from './system.ts';

/** What a start says that finds no PostgreSQL, or loses it. */
const NO_DATABASE = /ECONNREFUSED|ECONNRESET|EPIPE|the database system is|terminat/;

/** Looks on from outside: what the database holds, and what the processes said and how they ended. */
export class Witness {
  /** Of processes that worked and ended without being told to. */
  readonly deaths: Death[] = [];
  readonly overdue: Overdue[] = [];
  readonly noted: Noted[] = [];
  readonly failedStarts: Death[] = [];
  /** Starts that ended because PostgreSQL was away or went away. */
  withoutDatabase = 0;
  private readonly databaseUrl: string;

  constructor({ addresses, processes }: System) {
    this.databaseUrl = addresses.databaseUrl;
    processes.on('death', (death) => this.see(death));
    processes.on('overdue', (process) => this.overdue.push(process));
    processes.on('noted', (line) => this.noted.push(line));
  }

  async query<Row extends QueryResultRow>(text: string): Promise<Row[]> {
    const client = new Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  }

  async casesSoFar(): Promise<ReadonlySet<string>> {
    return new Set((await this.query<{ id: string }>('SELECT id FROM petition_case')).map(({ id }) => id));
  }

  /** A process that worked and ended without being told to has a fault; one that found no database at its start has none. */
  private see(death: Death): void {
    const asItWasTold = death.wasReady || death.by !== null || death.code === 0;
    if (death.unasked) this.deaths.push(death);
    else if (asItWasTold) return;
    else if (NO_DATABASE.test(death.words.join())) this.withoutDatabase++;
    else this.failedStarts.push(death);
  }
}
