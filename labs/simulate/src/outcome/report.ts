import { grouped } from '@huiyin/lab-kit';
import { CHANNELS } from '@huiyin/workflow/contract';
import type { Pool } from 'pg';
import type { Year } from '../run/year.ts';
import { figuresOf, sum } from './figures.ts';
import type { Figures } from './figures.ts';
import { histories } from './histories.ts';
import { addedWays, waysOf } from './ways.ts';
import type { Way } from './ways.ts';

export interface Row {
  readonly name: string;
  readonly figures: Figures;
}

/** The year's table: every petition stands once in each part. */
export interface Report {
  readonly total: Figures;
  readonly parts: readonly { readonly title: string; readonly rows: readonly Row[] }[];
  /** What the petitions went through on their way, some of it more than once. */
  readonly ways: readonly Way[];
}

export async function reportOf(pool: Pool, year: Year): Promise<Report> {
  const counted: { figures: Figures; unit: string; channel: string; category: string }[] = [];
  let ways: readonly Way[] = [];
  for await (const told of histories(pool)) {
    const lived = year.cases.get(told.record.id);
    if (!lived) continue; // the proof names it
    const { channel, matter } = lived.arrival;
    const context = told.record.context;
    ways = addedWays(ways, waysOf({ context, history: told.history }, year.end));
    counted.push({
      figures: figuresOf(told, lived, year),
      unit: year.unitNames.get(told.unit) ?? told.unit,
      channel: CHANNELS[channel],
      category: matter.form.category ?? '–',
    });
  }
  const by = (key: 'unit' | 'channel' | 'category'): Row[] =>
    [...grouped(counted, (each) => each[key])]
      .map(([name, group]) => ({ name, figures: sum(group.map(({ figures }) => figures)) }))
      .sort((a, b) => b.figures.total - a.figures.total || (a.name < b.name ? -1 : 1));
  return {
    total: sum(counted.map(({ figures }) => figures)),
    parts: [
      { title: '承办单位', rows: by('unit') },
      { title: '信访形式', rows: by('channel') },
      { title: '内容分类', rows: by('category') },
    ],
    ways,
  };
}
