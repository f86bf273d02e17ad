// What `npm run chart` says of the chart's soundness, in plain text. The counts stand in docs/law.md too.
import { RECEIVED_ON } from './longest-ways.mjs';
import { MARKS, lengthOf } from './words.mjs';

export function reportOf(checks, ways, faults) {
  return [
    checks,
    '',
    `longest lawful ways, each act on the last day of its period; the example was received on ${RECEIVED_ON}`,
    ...ways.map(wayLine),
    '',
    `faults            ${faults.length}`,
    '',
  ].join('\n');
}

export function checksOf({ states, unreachable, dead, owed, untimed, unowned, transitions }) {
  return [
    `states            ${states - unreachable} of ${states} can be reached, rungs of the ladders among them`,
    `dead ends         ${dead}; from every other state an end can be reached`,
    `clocks            ${owed - untimed} of the ${owed} states in which something is owed have one`,
    `duty holders      ${owed - untimed - unowned} of these ${owed} have one`,
    ...transitionLines(transitions),
  ].join('\n');
}

function transitionLines({ all, law, practice, ours, unmarked, timers, byThemselves }) {
  return [
    `transitions       ${all}: ${law + practice + ours} acts, ${law} with an article, ${practice} practice, ${ours} ours`,
    `                  ${timers} timers, which rest on the rule of their clock`,
    `                  ${byThemselves} that follow by themselves from the state they leave`,
    `                  ${unmarked} that rest on nothing`,
  ];
}

function wayLine({ title, sums, lastDay, days }) {
  const parts = sums.map(({ mark, period }) => `${lengthOf(period).en} ${MARKS[mark].en}`);
  return `  ${title.en}: ${parts.join(' + ')}; until ${lastDay}, ${days} days`;
}
