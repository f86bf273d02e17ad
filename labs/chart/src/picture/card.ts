/** A state: its name and who owes the next act, a chip for each deadline, a line for each event. */
import type { RuleName } from '@huiyin/workflow';
import { DUTIES } from '@huiyin/workflow/contract';
import type { Card, CardRule, Region, StateCard } from '../read/cards.ts';
import { lengthOf, SHORT_TITLES, sourceOf } from '../words/measures.ts';
import { PETITIONER } from '../words/names.ts';
import { drawLine, linesOf, mustFit } from './lines.ts';
import type { Line } from './lines.ts';
import { COLOURS, INK, rect, text, widthOf } from './svg.ts';
import type { Point } from './svg.ts';

const HEAD = 36;
const CHIP = 34;
const LINE = 18;
const RUNS_ON = 20;

export interface PlacedCard {
  readonly zh: string;
  readonly en: string;
  readonly region: Region | null;
  /** Who owes the next act; empty where nobody does. */
  readonly holder: string;
  /** Rules that are explained here, and those of clocks that only run on. */
  readonly chips: readonly CardRule[];
  readonly runOn: readonly CardRule[];
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
}

/** @param shown rules that have their chip on a card before; this card adds its own */
export function cardOf(state: Card | StateCard, width: number, shown: Set<RuleName>): PlacedCard {
  const { zh, en, rules, moves } = state;
  const chips = rules.filter(({ name }) => !shown.has(name));
  const runOn = rules.filter(({ name, slot }) => name === slot && shown.has(name));
  for (const { name } of chips) shown.add(name);
  const lines = linesOf(moves, width - 24);
  const height =
    HEAD + chips.length * CHIP + runOn.length * RUNS_ON + (lines.length > 0 ? lines.length * LINE + 10 : 0);
  const region = 'region' in state ? state.region : null;
  return { zh, en, region, holder: holderOf(rules), chips, runOn, lines, width, height };
}

function holderOf([first]: readonly CardRule[]): string {
  if (!first) return '';
  return first.period.roll === 'none' ? DUTIES[first.duty] : PETITIONER.zh;
}

export function drawCard({ zh, en, holder, chips, runOn, lines, height, width }: PlacedCard, { x, y }: Point): string {
  let top = y + 32;
  const below = (drawn: string, step: number) => {
    top += step;
    return drawn;
  };
  mustFit(`${zh} ${en} ${holder}`, widthOf(zh, 15) + 7 + widthOf(en, 11.5) + 10 + widthOf(holder, 11), width - 24);
  return [
    rect({ x, y, width, height }, { fill: INK.card, stroke: INK.frame, rx: 7 }),
    text(x + 12, y + 23, zh, { size: 15, weight: 600 }),
    text(x + 19 + widthOf(zh, 15), y + 23, en, { size: 11.5, fill: INK.soft }),
    ...(holder ? [text(x + width - 12, y + 23, holder, { size: 11, fill: INK.soft, anchor: 'end' })] : []),
    ...chips.map((rule) => below(drawChip(rule, { x: x + 8, y: top }, width - 16), CHIP)),
    ...runOn.map((rule) => below(drawRunsOn(rule, { x: x + 15, y: top }), RUNS_ON)),
    ...lines.map((line) => below(drawLine(line, { x: x + 12, y: top + 14 }, width - 24), LINE)),
  ].join('\n');
}

function drawChip({ name, title, period, article, mark }: CardRule, { x, y }: Point, width: number): string {
  const { fill, ink } = COLOURS[mark];
  const words = SHORT_TITLES[name] ?? title;
  const length = lengthOf(period);
  const source = sourceOf({ article, mark });
  const above = `${words.zh} ${length.zh}`;
  const beneath = `${words.en}, ${length.en}`;
  mustFit(above, widthOf(above, 12) + 10 + widthOf(source.zh, 11), width - 14);
  mustFit(beneath, widthOf(beneath, 9.5) + 10 + widthOf(source.en, 9.5), width - 14);
  return [
    rect({ x, y, width, height: CHIP - 3 }, { fill, rx: 4 }),
    text(x + 7, y + 14, above, { size: 12, fill: ink, weight: 600 }),
    text(x + width - 7, y + 14, source.zh, { size: 11, fill: ink, anchor: 'end' }),
    text(x + 7, y + 26, beneath, { size: 9.5, fill: ink }),
    text(x + width - 7, y + 26, source.en, { size: 9.5, fill: ink, anchor: 'end' }),
  ].join('\n');
}

function drawRunsOn({ title, mark }: CardRule, { x, y }: Point): string {
  const { ink } = COLOURS[mark];
  return [
    text(x, y + 12, `${title.zh}续计`, { size: 11.5, fill: ink }),
    text(x + widthOf(title.zh, 11.5) + 30, y + 12, 'its clock runs on', { size: 9.5, fill: ink }),
  ].join('');
}
