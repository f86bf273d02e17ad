// A state: its name and who owes the next act, a chip for each deadline, a line for each event.
import { Fault } from '../../fault.mjs';
import { PETITIONER, SHORT_TITLES, lengthOf, sourceOf } from '../words.mjs';
import { CHIPS, INK, dot, rect, text, widthOf } from './svg.mjs';

const HEAD = 36;
const CHIP = 34;
const LINE = 18;
const ON = 20;

/**
 * @param shown rules that have their chip already; of a clock that only runs on, the card says no more than that
 * @param width of the card
 */
export function cardOf(state, { DUTIES, shown, width }) {
  const chips = state.rules.filter(({ name }) => !shown.has(name));
  const runsOn = state.rules.filter(({ name, slot }) => name === slot && shown.has(name));
  for (const { name } of chips) shown.add(name);
  const lines = movesOf(state.moves, width - 24);
  const height = HEAD + chips.length * CHIP + runsOn.length * ON + (lines.length > 0 ? lines.length * LINE + 10 : 0);
  return { ...state, chips, runsOn, lines, height, width, holder: holderOf(state, DUTIES) };
}

function holderOf({ rules: [first] }, DUTIES) {
  if (!first) return '';
  return first.period.roll === 'none' ? (DUTIES[first.duty] ?? '') : PETITIONER.zh;
}

export function drawCard({ zh, en, holder, chips, runsOn, lines, height, width }, x, y) {
  let line = y + 32;
  const below = (drawn, step) => {
    line += step;
    return drawn;
  };
  mustFit(`${zh} ${en} ${holder}`, widthOf(zh, 15) + 7 + widthOf(en, 11.5) + 10 + widthOf(holder, 11), width - 24);
  return [
    rect(x, y, width, height, { fill: INK.card, stroke: INK.frame, rx: 7 }),
    text(x + 12, y + 23, zh, { size: 15, weight: 600 }),
    text(x + 19 + widthOf(zh, 15), y + 23, en, { size: 11.5, fill: INK.soft }),
    ...(holder ? [text(x + width - 12, y + 23, holder, { size: 11, fill: INK.soft, anchor: 'end' })] : []),
    ...chips.map((rule) => below(drawChip(rule, x + 8, line, width - 16), CHIP)),
    ...runsOn.map((rule) => below(drawRunsOn(rule, x + 15, line), ON)),
    ...lines.map((move) => below(drawMove(move, x + 12, line + 14, width - 24), LINE)),
  ].join('\n');
}

function drawChip({ name, title, period, article, mark }, x, y, width) {
  const { fill, ink } = CHIPS[mark];
  const words = SHORT_TITLES[name] ?? title;
  const length = lengthOf(period);
  const source = sourceOf({ article, mark });
  const above = `${words.zh} ${length.zh}`;
  const beneath = `${words.en}, ${length.en}`;
  mustFit(above, widthOf(above, 12) + 10 + widthOf(source.zh, 11), width - 14);
  mustFit(beneath, widthOf(beneath, 9.5) + 10 + widthOf(source.en, 9.5), width - 14);
  return [
    rect(x, y, width, CHIP - 3, { fill, rx: 4 }),
    text(x + 7, y + 14, above, { size: 12, fill: ink, weight: 600 }),
    text(x + width - 7, y + 14, source.zh, { size: 11, fill: ink, anchor: 'end' }),
    text(x + 7, y + 26, beneath, { size: 9.5, fill: ink }),
    text(x + width - 7, y + 26, source.en, { size: 9.5, fill: ink, anchor: 'end' }),
  ].join('\n');
}

function drawRunsOn({ title, mark }, x, y) {
  return [
    text(x, y + 12, `${title.zh}续计`, { size: 11.5, fill: CHIPS[mark].ink }),
    text(x + widthOf(title.zh, 11.5) + 30, y + 12, 'its clock runs on', { size: 9.5, fill: CHIPS[mark].ink }),
  ].join('');
}

/** A line for each event, or two where the states it leads to do not fit beside its name. */
export function movesOf(moves, width) {
  return moves
    .filter(({ kind }) => kind !== 'done')
    .flatMap((move) => {
      const name = move.zh.split('：').at(-1);
      const leads = move.targets.length > 0 ? `→ ${move.targets.map(({ zh }) => zh).join(' / ')}` : '';
      const own = { ...move, name, leads };
      const needed = 11 + widthOf(name, 12) + 6 + widthOf(move.event, 8.5) + 10 + widthOf(leads, 12);
      if (leads === '' || needed <= width) return [own];
      mustFit(leads, widthOf(leads, 12), width);
      return [{ ...own, leads: '' }, { leads }];
    });
}

export function drawMove({ name, event, kind, leads, bases }, x, y, width) {
  const end = leads ? [text(x + width, y, leads, { size: 12, anchor: 'end', fill: INK.line })] : [];
  if (name === undefined) return end.join('');
  return [
    ...bases.slice(0, 1).map(({ mark }) => dot(x + 3, y - 4, mark)),
    text(x + 11, y, name, { size: 12, style: kind === 'timer' ? 'italic' : undefined }),
    text(x + 17 + widthOf(name, 12), y, event, { size: 8.5, fill: INK.soft }),
    ...end,
  ].join('');
}

/** What is cut off in a picture nobody reads: better no picture. */
function mustFit(words, needed, width) {
  if (needed > width) throw new Fault(`'${words}' is too long for the picture: shorten it in tools/chart/words.mjs`);
}
