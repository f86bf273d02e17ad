import { addDays, startOfDay } from '@huiyin/domain';
import type { Instant, LocalDate } from '@huiyin/domain';
import { Dice, sideBySide, Staff, staffedUnits } from '@huiyin/lab-kit';
import { besideCases, createOffice, NATIONAL_LAW } from '@huiyin/office';
import { poolOf } from '@huiyin/platform';
import { createEngine } from '@huiyin/workflow';
import type { PetitionRegistry } from '@huiyin/workflow';
import type { DataSource } from 'typeorm';
import { Behaviour } from '../office/behaviour.ts';
import { arrivalsOf } from '../world/arrivals.ts';
import type { Arrival, Wanted } from '../world/arrivals.ts';
import { readTemplates } from '../world/templates.ts';
import { Counter } from './counter.ts';
import { liveThroughDay, newLife, nextAt } from './life.ts';
import type { People } from './life.ts';
import { SimulatedClock } from './simulated-clock.ts';
import { settle } from './township.ts';
import { outagesOf, Worker } from './worker.ts';
import type { Fired } from './worker.ts';

/** Cases that are worked on at the same time. */
const LANES = 8;

export interface YearOptions extends Wanted {
  readonly seed: string;
  readonly dataSource: DataSource;
  readonly registry: PetitionRegistry;
  /** Folder with township.json and petitions.jsonl. */
  readonly folder: URL;
  /** Whether the worker is down for some days now and then. It makes timers late and changes nothing else. */
  readonly outages?: boolean;
  /** Told after each day. */
  readonly onDay?: (progress: { day: number; registered: number; acts: number }) => void;
  readonly signal?: AbortSignal;
}

/** The year as those who lived through it know it; what the database says of it is compared with this. */
export interface Year {
  readonly from: LocalDate;
  /** The instant at which it is over. */
  readonly end: Instant;
  readonly cases: ReadonlyMap<string, Lived>;
  readonly fired: Fired;
  /** Acts that the chart refused, as was foreseen. */
  readonly refused: number;
  /** Names of the offices by code. */
  readonly unitNames: ReadonlyMap<string, string>;
}

/** What is known of a case outside of the database. */
export interface Lived {
  readonly arrival: Arrival;
  /** Steps that were answered, the registration included. */
  readonly steps: number;
}

/** Drives the engine through the days of a township: the worker at their beginning, then the offices. */
export async function liveThrough(options: YearOptions): Promise<Year> {
  const { from, days, dataSource, registry, folder, signal } = options;
  const dice = new Dice(options.seed);
  const { township, directory } = await settle(dataSource, folder, dice);
  const clock = new SimulatedClock();
  const worker = new Worker(clock);
  const pool = poolOf(dataSource);
  const engine = createEngine({ pool, registry, clock, beside: besideCases(directory), announce: worker.announce });
  const staff = new Staff(township, directory);
  const office = createOffice({ pool, engine, clock, registry, directory, law: NATIONAL_LAW });
  const counter = new Counter({ office, clock, staff, dice });
  const behaviour = new Behaviour(registry, staff, staffedUnits(township), dice);
  const down = options.outages === false ? new Set<LocalDate>() : outagesOf(from, days, dice.for('outage'));
  const lives = arrivalsOf(options, await readTemplates(folder, township), dice).map(newLife);
  const people: People = { counter, plan: (arrival, last) => behaviour.next(arrival, last) };

  for (let day = 0; day < days; day++) {
    signal?.throwIfAborted();
    const today = addDays(from, day);
    const tomorrow = startOfDay(addDays(today, 1));
    if (!down.has(today)) await worker.work(engine, startOfDay(today), down.has(addDays(today, -1)));
    const busy = lives.filter((life) => nextAt(life) < tomorrow);
    await sideBySide(busy, LANES, (life) => liveThroughDay(life, tomorrow, people));
    const registered = lives.filter(({ last }) => last);
    options.onDay?.({
      day: day + 1,
      registered: registered.length,
      acts: lives.reduce((sum, { steps }) => sum + steps, 0),
    });
  }
  const end = startOfDay(addDays(from, days));
  await worker.work(engine, end, down.has(addDays(from, days - 1)));

  return {
    ...{ from, end, fired: worker.fired },
    refused: lives.reduce((sum, { refused }) => sum + refused, 0),
    cases: new Map(lives.flatMap(({ arrival, last, steps }) => (last ? [[last.record.id, { arrival, steps }]] : []))),
    unitNames: new Map(township.units.map(({ code, name }) => [code, name])),
  };
}
