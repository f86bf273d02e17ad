import { readFileSync } from 'node:fs';
import type { HistoryView, PetitionView } from '@huiyin/workflow/contract';
import type { Client } from '../support/client.ts';
import { CLERK, petition, register } from './procedure.ts';

/** One of the thirty petitions of the demo township, and what its author expects to become of it. */
interface Demo {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly expect: Readonly<Record<string, unknown>>;
}

const LINES = readFileSync(new URL('../../examples/township/petitions.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');
export const THIRTY: readonly Demo[] = LINES.map((line) => JSON.parse(line) as Demo);

export function demo(id: string): Demo {
  const found = THIRTY.find((each) => each.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
}

/** As the clerk fills it in: one that will be withdrawn later is an appeal today, and who is to be kept out is complained about. */
export function formOf(id: string, changes: object = {}): object {
  const { id: _id, expect: expected, purpose, ...form } = demo(id);
  return {
    ...form,
    purpose: purpose === 'withdraw-later' ? 'appeal' : purpose,
    accused: expected['never'] ?? [],
    ...changes,
  };
}

export const registered = (client: Client, id: string, changes: object = {}): Promise<PetitionView> =>
  register(client, formOf(id, changes));

/** The names of the steps of a petition so far, but for timers. */
export async function stepsOf(client: Client, id: string, user: string = CLERK): Promise<string[]> {
  const { body } = await client.get(user, `/v1/petitions/${id}/history`);
  return body.items.filter(({ kind }: HistoryView) => kind !== 'timer').map(({ event }: HistoryView) => event);
}

interface Case {
  readonly client: Client;
  readonly view: PetitionView;
  readonly steps: readonly string[];
}

const unitsIn = (role: string) => (each: Case) =>
  each.view.parties.filter((party) => party.role === role).map(({ unit }) => unit);
const hasTag = (tag: string) => (each: Case) => each.view.tags.includes(tag);
const came = (before: string, after: string, steps: readonly string[]) =>
  steps.includes(before) && steps.indexOf(before) < steps.indexOf(after);

/** Where each expectation shows. `never` and `split` are looked at where they matter. */
const SHOWN: Readonly<Record<string, (each: Case) => unknown>> = {
  attachments: async ({ client, view }) =>
    (await client.get(CLERK, `/v1/petitions/${view.id}/attachments`)).body.items.length,
  procedure: ({ view }) => view.procedure,
  lead: (each) => unitsIn('lead')(each)[0],
  co: unitsIn('co'),
  collective: hasTag('collective'),
  urgent: hasTag('urgent'),
  repeat: hasTag('repeat'),
  representatives: ({ view }) => view.representatives.length,
  purposeHandling: ({ view }) => view.purpose,
  track: ({ view }) => view.track,
  mediation: ({ steps }) => steps.includes('START_MEDIATION'),
  outcome: ({ view, steps }) =>
    came('START_MEDIATION', 'WITHDRAW', steps) && view.closing?.how === 'withdrawn' && 'mediated-then-withdrawn',
  acceptance: ({ view }) =>
    ({ refused: 'reject', redirected: 'redirect', onFile: 'register-only' })[view.closing?.how ?? ''],
  reason: ({ view }) => reasonOf(view),
  related: async ({ client, view }) => {
    const titles = await Promise.all(
      view.links.map(async (link) => (await petition(client, link.petition)).title as string),
    );
    return titles.map((title) => THIRTY.find((each) => each.title === title)?.id);
  },
};

function reasonOf({ closing, track, petitioner }: PetitionView): string | undefined {
  if (closing?.how === 'onFile') return petitioner.name === '匿名' ? 'no name or address' : undefined;
  if (closing?.how === 'redirected') return track === null ? 'other jurisdiction' : undefined;
  return { 'litigation-visit': 'litigation', 'recheck-concluded': 'final review concluded' }[closing?.basis ?? ''];
}

/** Everything the demo file expects of a petition shows in it now. */
export async function expectAsWished(
  client: Client,
  number: string,
  id: string,
  user: string = CLERK,
): Promise<PetitionView> {
  const view: PetitionView = await petition(client, id, user);
  const steps = await stepsOf(client, id, user);
  for (const [wish, wanted] of Object.entries(demo(number).expect)) {
    if (['never', 'split'].includes(wish)) continue;
    expect([wish, await SHOWN[wish]?.({ client, view, steps })]).toEqual([wish, wanted]);
  }
  return view;
}
