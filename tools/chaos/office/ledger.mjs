import { createHash } from 'node:crypto';

/** What every client remembers of every write it asked for. */
export class Ledger {
  /** @type {Write[]} */
  writes = [];
  counts = { attempts: 0, replayed: 0, together: 0 };

  /** @param {Omit<Write, 'answers'>} write */
  begin(write) {
    const begun = { ...write, answers: [] };
    this.writes.push(begun);
    return begun;
  }

  remember(write, answer) {
    if (answer.headers.get('idempotency-replayed')) this.counts.replayed++;
    write.answers.push({ status: answer.status, body: answer.body });
  }

  get acknowledged() {
    return this.writes.filter(({ answers: [first] }) => first && first.status < 300);
  }

  get refused() {
    return this.writes.filter(({ answers: [first] }) => first && first.status >= 400);
  }

  get unanswered() {
    return this.writes.filter(({ answers }) => answers.length === 0);
  }
}

/** The request of a write, the same each time. */
export function requestOf({ user, path, body, key, ifMatch }) {
  const headers = { 'idempotency-key': key, ...(ifMatch && { 'if-match': ifMatch }) };
  return { user, method: 'POST', path, body, headers };
}

/** The name under which the API keeps an answer: see apps/api/src/http/idempotency.ts. */
export function commandId({ user, key }) {
  return createHash('sha256').update(`${user}\n${key}`).digest('hex');
}

/**
 * The line of the history that an acknowledged write is: the last one its answer knows of. A registration is the first, and
 * what it had missed by then (a letter that lay for weeks) is fired in the same step.
 */
export function lineOf({ event, answers: [{ body }] }) {
  return event === 'REGISTER' ? 1 : body.version;
}

/**
 * An answer without what is said of persons: that is not kept with the command, and is shown to a later caller only as
 * far as they may know it then.
 */
export function impersonal({ title: _title, text: _text, petitioner: _petitioner, representatives: _r, ...view }) {
  return view;
}

/**
 * @typedef {object} Write
 * @property {string} key
 * @property {string} user
 * @property {string} path
 * @property {object} body
 * @property {string} [ifMatch]
 * @property {string} event what the history must call it
 * @property {{ status: number, body: any }[]} answers the definite ones, in the order they came; all must be equal
 */
