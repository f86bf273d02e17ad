import pg from 'pg';

/** What a start says that finds no PostgreSQL, or loses it. */
const NO_DATABASE = /ECONNREFUSED|ECONNRESET|EPIPE|the database system is|terminat/;

/** Looks on from outside: what the database holds, and what the processes said and how they ended. */
export class Witness {
  deaths = [];
  overdue = [];
  noted = [];
  /** Starts that ended because PostgreSQL was away or went away. */
  withoutDatabase = 0;
  failedStarts = [];

  constructor(system) {
    this.system = system;
    system.on('death', (death) => this.#seeDeath(death));
    system.on('overdue', (message) => this.overdue.push(message));
    system.on('noted', (message) => this.noted.push(message));
  }

  async query(text, values = []) {
    const client = new pg.Client({ connectionString: this.system.databaseUrl });
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  async casesSoFar() {
    return new Set((await this.query('SELECT id FROM petition_case')).map(({ id }) => id));
  }

  /** A process that worked and ended without being told to has a fault; one that found no database at its start has none. */
  #seeDeath({ name, unasked, wasReady, code, by, words }) {
    const death = { name, code, by, words };
    if (unasked) this.deaths.push(death);
    else if (wasReady || by !== null || code === 0)
      return; // as it was told
    else if (NO_DATABASE.test(words.join())) this.withoutDatabase++;
    else this.failedStarts.push(death);
  }
}
