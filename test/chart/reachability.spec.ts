import { DUTIES } from '@huiyin/workflow/contract';
import fc from 'fast-check';
import { allNodes } from '../../libs/workflow/src/engine/nodes.ts';
import { nextSlot } from '../../libs/workflow/src/petition/ladder.ts';
import { RUNGS } from '../../libs/workflow/src/petition/rules.ts';
import { SLOT_NAMES, SLOTS } from '../../libs/workflow/src/petition/slots.ts';
import { duties } from '../../libs/workflow/src/petition/stages/beside.ts';
import { petition } from '../support/a-case.ts';
import { IN_COMPANY, treadBeside, treadTwiceBeside } from './support/company.ts';
import { DUTIES as DUTIES_BESIDE } from './support/duties.ts';
import { explore, pairOf, Trodden } from './support/explore.ts';
import type { Place } from './support/explore.ts';
import { PROCEDURE } from './support/procedure.ts';
import { expectSameStep } from './support/same-answer.ts';
import { PETITIONERS } from './support/sayings.ts';
import { toldAgain } from './support/situation.ts';
import type { Situation } from './support/situation.ts';
import { isShortcut, TRANSITIONS } from './support/transitions.ts';
import { walk, walks } from './support/walks.ts';

const trodden = new Trodden();
const procedure = explore(PROCEDURE, trodden);
const beside = DUTIES_BESIDE.flatMap((duty) => explore(duty, trodden));
const inCompany = explore(IN_COMPANY, trodden);
const places = [...procedure, ...beside, ...inCompany];
treadBeside(places, trodden);
treadTwiceBeside(places, trodden);

/** Beside the procedure nothing depends on when a ladder ticks, so which tick comes next to what is left to chance. */
const BY_CHANCE = new RegExp(
  `(?:^|> )(?:${Object.keys(duties).join('|')})\\.owed ladder|^petition \\w+ > .* ladder$| ladder > petition \\w+$`,
);

const isOpen = ({ context }: Situation) => context.closing === null;
const open = places.filter(({ at }) => isOpen(at));
const valueOf = ({ at }: Place) => JSON.stringify(at.value);

it('reaches every state of the chart by some lawful path', () => {
  const leaves = allNodes(petition.machine.root).filter((node) => Object.keys(node.states).length === 0);
  expect(leaves.map((node) => node.id).filter((leaf) => !trodden.states.has(leaf))).toEqual([]);
});

it('takes every transition of the chart', () => {
  const names = [...TRANSITIONS.values()].filter((name) => !isShortcut(name));
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !trodden.transitions.has(name))).toEqual([]);
});

it('takes every shortcut of a ladder, each in some ladder: they are one piece of code', () => {
  const rungs = ['onTime', ...RUNGS.slice(0, -1).map(({ state }) => state)];
  const shortcuts = [...trodden.transitions].filter(isShortcut);
  expect(rungs.filter((rung) => !shortcuts.some((name) => name.endsWith(`.${rung} always`)))).toEqual([]);
});

it('follows every step by every other that can come next: walks at random find no pair that was left out', () => {
  const missed = new Set<string>();
  fc.assert(
    fc.property(walks, (given) => {
      const steps: Situation[] = [];
      for (let at: Situation | null = walk(given); at; at = at.before) if (at.taken.length > 0) steps.unshift(at);
      steps.forEach((after, index) => {
        const pair = pairOf(steps[index - 1] ?? { ...after, taken: [] }, after);
        if (!trodden.pairs.has(pair) && !BY_CHANCE.test(pair)) missed.add(pair);
      });
    }),
    { numRuns: 500, seed: 1 },
  );
  expect([...missed]).toEqual([]);
  expect(trodden.pairs.size).toBeGreaterThan(4000);
});

it('asks XState for every one of these steps and gets what its own transition() says', () => {
  const led = places.flatMap(({ at }) => (at.before ? [[pairOf(at.before, at), at] as const] : []));
  const steps = new Map(led);
  expect(steps.size).toBeGreaterThan(700);
  for (const at of steps.values()) expectSameStep(at);
});

it.each(['running', 'met'])('has a case whose clock is %s in every slot', (wanted) => {
  const clocks = places.flatMap(({ at }) => at.context.clocks);
  const slots = new Set(clocks.filter(({ status }) => status === wanted).map(({ slot }) => slot));
  expect(SLOT_NAMES.filter((slot) => !slots.has(slot))).toEqual([]);
});

it('leaves no open case without a living clock', () => {
  expect(open.filter(({ at }) => Object.keys(at.armed).length === 0).map(valueOf)).toEqual([]);
});

it('leaves no open case without a deadline and an office that owes what is due then', () => {
  const idle = open.filter(({ at: { context } }) => {
    const running = context.clocks.some(({ status }) => status === 'running');
    const { duty } = SLOTS[nextSlot(context)];
    return !running || !(duty in DUTIES);
  });
  expect(idle.map(valueOf)).toEqual([]);
});

it('lets nothing be handled by nobody', () => {
  const handled = open.filter((place) =>
    /"(?:working|mediating|hearing|approving|serving|noticing)"/.test(valueOf(place)),
  );
  expect(handled.filter(({ at }) => at.context.unit === null).map(valueOf)).toEqual([]);
});

it('can end every case by what offices do and by time, without a word from the petitioner', () => {
  const leadsOn = new Map<string, Set<string>>();
  for (const { key, steps } of procedure) {
    const offices = steps.filter(({ said }) => !said || !PETITIONERS.includes(said.type));
    leadsOn.set(key, new Set([...(leadsOn.get(key) ?? []), ...offices.map(({ to }) => to)]));
  }
  const ends = new Set(procedure.filter(({ at }) => !isOpen(at)).map(({ key }) => key));
  for (let grown = true; grown;) {
    const before = ends.size;
    for (const [key, next] of leadsOn) if ([...next].some((each) => ends.has(each))) ends.add(key);
    grown = ends.size > before;
  }
  expect([...leadsOn.keys()].filter((key) => !ends.has(key))).toEqual([]);
});

it('keeps the clocks of a closed case to what is owed to others', () => {
  const closed = places.filter(({ at }) => !isOpen(at));
  const owed = new Set(
    closed.flatMap(({ at }) => at.context.clocks.filter(({ status }) => status === 'running').map(({ slot }) => slot)),
  );
  expect([...owed].sort()).toEqual(['execution', 'recommendation', 'report', 'supervision']);
});

it('replays what led to these situations, of which it takes every twentieth', () => {
  const first = new Map([...places].reverse().map((place) => [place.key, place]));
  const sample = [...first.values()].filter((_, index) => index % 20 === 0).map(({ at }) => toldAgain(at));
  expect(sample.flatMap((told) => told.audit())).toEqual([]);
});
