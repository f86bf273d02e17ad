// A state, rule, duty or article without a name here would be shown by its key; a name without one says that the chart
// has lost it.
import { Fault } from '../fault.mjs';
import { DUTY_NAMES, STATE_NAMES } from './words.mjs';

export function refuseUnnamed({ stages, duties }, { RULES, DUTIES }) {
  const shown = [...stages.flatMap(({ states }) => states), ...duties];
  refuseLoose(
    'state',
    Object.keys(STATE_NAMES),
    shown.map(({ path }) => path),
  );
  refuseLoose('duty', Object.keys(DUTY_NAMES), Object.keys(DUTIES));
  const met = shown.flatMap(({ rules }) => rules.map(({ name }) => name));
  refuseLoose('rule', Object.keys(RULES), [...new Set(met)]);
}

/** @throws Fault naming what is only on one side */
export function refuseLoose(kind, named, found) {
  const loose = [
    ...found.filter((name) => !named.includes(name)).map((name) => `${kind} ${name} has no name in tools/chart`),
    ...named.filter((name) => !found.includes(name)).map((name) => `${kind} ${name} is nowhere in the chart`),
  ];
  if (loose.length > 0) throw new Fault(loose.join('\n  '));
}
