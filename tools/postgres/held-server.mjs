import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../fault.mjs';
import { addressOf } from './cluster.mjs';
import { nameHolder, takeHold } from './hold.mjs';
import { bringUp, shutDown } from './server.mjs';

/**
 * What is known of a server that runs.
 * @typedef {object} Running
 * @property {import('./cluster.mjs').OwnCluster} cluster
 * @property {import('./server.mjs').Settings} settings
 * @property {string} password
 * @property {number} port
 * @property {boolean} created whether the cluster is new
 * @property {boolean} takenOver whether the server was running already, left behind by a start that was killed
 */

/** A server that this process holds. It runs on until it is stopped, whatever happens to this process. */
export class HeldServer {
  #running;
  #holder;
  #say;
  #stopping = false;
  #comingBack = Promise.resolve();
  /** @type {import('pg').Client | null} the connection that holds the server; null while the server is lost */
  #hold = null;

  /**
   * @param {Running} running
   * @param {string} holder what a second start is told about this one
   * @param {(message: string) => void} say told when the server was lost and when it is back
   */
  constructor(running, holder, say) {
    this.#running = running;
    this.#holder = holder;
    this.#say = say;
    this.port = running.port;
    this.created = running.created;
    this.takenOver = running.takenOver;
    this.folder = running.cluster.home;
  }

  /** @param {string} database */
  url(database) {
    const { password, port } = this.#running;
    return addressOf({ password, port, database });
  }

  /** @throws Fault where somebody else holds it */
  async take() {
    try {
      await this.#take();
    } catch (error) {
      if (error instanceof Fault) throw error;
      await this.#bringUp(); // it was being stopped, as one that a killed start left behind
      await this.#take();
    }
  }

  async #take() {
    const client = await takeHold(this.url('postgres'), this.#holder, this.#running.cluster.folder);
    client.once('end', () => {
      this.#hold = null;
      if (!this.#stopping) this.#comingBack = this.#comeBack();
    });
    this.#hold = client;
  }

  /** On the same port, since others know it. */
  #bringUp() {
    const { cluster, settings, port } = this.#running;
    return bringUp(cluster, settings, port);
  }

  /** The server was lost under us, say for want of memory. */
  async #comeBack() {
    this.#say('PostgreSQL is gone; starting it again');
    for (let wait = 250; !this.#stopping; wait = Math.min(2 * wait, 10_000)) {
      try {
        await this.#bringUp();
        await this.#take();
        return this.#say('PostgreSQL is back');
      } catch (error) {
        this.#say(`PostgreSQL does not come back: ${/** @type {Error} */ (error).message}`);
        await sleep(wait);
      }
    }
  }

  #client() {
    if (this.#hold) return this.#hold;
    throw new Fault('PostgreSQL is gone, and not back yet.');
  }

  /**
   * Changes what a second start is told about this one.
   * @param {string} holder
   */
  async holdAs(holder) {
    this.#holder = holder;
    await nameHolder(this.#client(), holder);
  }

  /** @param {string} database */
  async ensureDatabase(database) {
    const client = this.#client();
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  }

  /**
   * Stops the server; everybody's connections are cut.
   * @param {import('./server.mjs').StopMode} [mode]
   */
  async stop(mode = 'fast') {
    this.#stopping = true;
    await this.#comingBack;
    if (this.#hold) await shutDown(this.#running.cluster, mode); // without the hold it may be somebody else's by now
  }
}
