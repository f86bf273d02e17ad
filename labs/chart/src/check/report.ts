/** What `npm run chart` says of the chart's soundness, in plain text. The counts stand in docs/law.md too. */
import { lengthOf, MARKS } from '../words/measures.ts';
import { RECEIVED_ON } from './longest-ways.ts';
import type { MeasuredWay } from './longest-ways.ts';
import type { Soundness, TransitionCounts } from './soundness.ts';

export function reportOf(counts: string, ways: readonly MeasuredWay[], faults: readonly string[]): string {
  return [
    counts,
    '',
    `longest lawful ways, each act on the last day of its period; the example was received on ${RECEIVED_ON}`,
    ...ways.map(wayLine),
    '',
    `faults            ${faults.length}`,
    '',
  ].join('\n');
}

export function countsIn({ states, unreachable, deadEnds, owed, untimed, unowned, transitions }: Soundness): string {
  return [
    `states            ${states - unreachable} of ${states} can be reached, rungs of the ladders among them`,
    `dead ends         ${deadEnds}; from every other state an end can be reached`,
    `clocks            ${owed - untimed} of the ${owed} states in which something is owed have one`,
    `duty holders      ${owed - untimed - unowned} of these ${owed} have one`,
    ...transitionLines(transitions),
  ].join('\n');
}

function transitionLines({ all, law, practice, ours, unmarked, timers, byThemselves }: TransitionCounts): string[] {
  return [
    `transitions       ${all}: ${law + practice + ours} acts, ${law} with an article, ${practice} practice, ${ours} ours`,
    `                  ${timers} timers, which rest on the rule of their clock`,
    `                  ${byThemselves} that follow by themselves from the state they leave`,
    `                  ${unmarked} that rest on nothing`,
  ];
}

function wayLine({ title, sums, lastDay, days }: MeasuredWay): string {
  const parts = sums.map(({ mark, length }) => `${lengthOf(length).en} ${MARKS[mark].en}`);
  return `  ${title.en}: ${parts.join(' + ')}; until ${lastDay}, ${days} days`;
}
