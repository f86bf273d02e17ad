import { createHash } from 'node:crypto';
import type { EventType, PetitionView } from '@huiyin/workflow/contract';
import type { Answer, Problem, Request } from './caller.ts';

/** A definite answer to a write: the petition as the step left it, or why it was refused. */
export type Definite = Done | Refused;
export interface Done {
  readonly status: number;
  readonly view: PetitionView;
}
export interface Refused {
  readonly status: number;
  readonly problem: Problem;
}

/** Something that a client asked to have done. */
export interface Write {
  readonly key: string;
  readonly user: string;
  readonly path: string;
  readonly body: object;
  readonly ifMatch?: string;
  /** What the history must call it. */
  readonly event: string;
}

/** A write with the definite answers it got, in the order they came; all must be equal. */
export interface Remembered extends Write {
  readonly answers: readonly Definite[];
}
/** One that was answered with what it did. */
export interface Acknowledged extends Remembered {
  readonly view: PetitionView;
}

export const isDone = (answer: Definite | undefined): answer is Done => answer !== undefined && 'view' in answer;

/** What every client remembers of every write it asked for. */
export class Ledger {
  readonly counts = { attempts: 0, replayed: 0 };
  private readonly kept = new Map<string, Write & { readonly answers: Definite[] }>();

  countAttempt(): void {
    this.counts.attempts++;
  }

  begin(write: Write): void {
    this.kept.set(write.key, { ...write, answers: [] });
  }

  remember(key: string, { status, headers, body }: Answer): void {
    if (headers.get('idempotency-replayed') !== null) this.counts.replayed++;
    const answer = status < 300 ? { status, view: body as PetitionView } : { status, problem: body as Problem };
    this.kept.get(key)?.answers.push(answer);
  }

  firstAnswer(key: string): Definite | undefined {
    return this.kept.get(key)?.answers[0];
  }

  get writes(): readonly Remembered[] {
    return [...this.kept.values()];
  }

  get acknowledged(): readonly Acknowledged[] {
    return this.writes.flatMap((write) => {
      const [first] = write.answers;
      return isDone(first) ? [{ ...write, view: first.view }] : [];
    });
  }

  get refused(): readonly (Remembered & Refused)[] {
    return this.writes.flatMap((write) => {
      const [first] = write.answers;
      return first && !isDone(first) ? [{ ...write, ...first }] : [];
    });
  }

  get unanswered(): readonly Write[] {
    return this.writes.filter(({ answers }) => answers.length === 0);
  }
}

/** The request of a write, the same each time. */
export function requestOf({ user, path, body, key, ifMatch }: Write): Request {
  const headers = { 'idempotency-key': key, ...(ifMatch !== undefined && { 'if-match': ifMatch }) };
  return { user, method: 'POST', path, body, headers };
}

/** The name under which the API keeps an answer: see apps/api/src/http/idempotency.ts. */
export function commandId({ user, key }: Write): string {
  return createHash('sha256').update(`${user}\n${key}`).digest('hex');
}

/**
 * The line of the history that an acknowledged write is: the last one its answer knows of. A registration is the first, and
 * what it had missed by then (a letter that lay for weeks) is fired in the same step.
 */
export function lineOf({ event, view }: Acknowledged): number {
  return event === 'REGISTER' ? 1 : view.version;
}

/** Allowed or not by what another petition is, or by whether the caller may know of it. */
const BY_ANOTHER: readonly EventType[] = ['SERVE', 'UNLINK'];

/**
 * What a view says of the step itself, which is the same whenever it is told. What it says of persons and of other
 * petitions is not kept with the command, and is shown to a later caller only as far as they may know it then.
 */
export function ofTheStep(view: PetitionView): object {
  const { title: _title, text: _text, petitioner: _petitioner, representatives: _representatives, ...others } = view;
  const { links: _links, mergedInto: _mergedInto, ...own } = others;
  return {
    ...own,
    accused: view.accused.map(({ name: _name, ...each }) => each),
    allowedEvents: view.allowedEvents.filter((type) => !BY_ANOTHER.includes(type)),
  };
}
