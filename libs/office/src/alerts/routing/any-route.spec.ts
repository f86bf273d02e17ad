// Random organisations, with whatever circles there are in them.
import { UnitTree } from '../../access/directory.ts';
import type { UnitNode } from '../../access/directory.ts';
import type { AlertPayload } from '@huiyin/workflow';
import { keysOf, ROLES } from '@huiyin/workflow/contract';
import fc from 'fast-check';
import type { Sensitivity } from './matter.ts';
import { routeOf } from './route.ts';
import { Staff } from './staff.ts';
import type { Away, Person } from './staff.ts';

const TODAY = '2026-12-03';
const CODES = ['a', 'b', 'c', 'd', 'e', 'f'];
const NAMES = ['p', 'q', 'r', 's', 't'];
const code = fc.constantFrom(...CODES);
const name = fc.constantFrom(...NAMES);
const day = fc.constantFrom('2026-12-01', TODAY, '2026-12-05');
const orNone = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const kind = fc.constantFrom('city', 'county', 'township', 'petition-office', 'department');
const units = fc.tuple(
  ...CODES.map((each) =>
    fc.record<UnitNode>({
      code: fc.constant(each),
      name: fc.constant(each),
      kind,
      parent: orNone(code),
      path: fc.uniqueArray(code, { maxLength: 3 }).map((above) => [...above.filter((one) => one !== each), each]),
      dissolvedOn: orNone(day),
      successor: orNone(code),
    }),
  ),
);
const people = fc.tuple(
  ...NAMES.map((each) =>
    fc.record<Person>({
      username: fc.constant(each),
      name: fc.constant(each),
      unit: code,
      roles: fc.uniqueArray(fc.constantFrom(...keysOf(ROLES)), { minLength: 1, maxLength: 3 }),
      left: fc.boolean(),
    }),
  ),
);
const absences = fc.array(
  fc.record<Away>({
    account: name,
    kind: fc.constantFrom('leave', 'delegation', 'vacancy'),
    fromOn: day,
    toOn: orNone(day),
    deputy: orNone(name),
  }),
  { maxLength: 6 },
);
const sensitivity = fc.record<Sensitivity>({
  confidential: fc.boolean(),
  keptFrom: fc.uniqueArray(code, { maxLength: 2 }),
  recused: fc.uniqueArray(name, { maxLength: 2 }),
  scope: fc.uniqueArray(code, { maxLength: 3 }),
});
const payload = fc
  .record({
    level: fc.constantFrom(0, 1, 2, 3),
    duty: fc.constantFrom('unit', 'registrar', 'followUp', 'superior', 'parties', 'recommended'),
    registrar: code,
    unit: orNone(code),
    desk: orNone(code),
    assignee: orNone(name),
  })
  .map((given): AlertPayload => ({ kind: 'overdue', clock: 'handling', rule: 'handling', dueOn: TODAY, ...given }));

it('it ends, and reaches a person at work, a desk that somebody at work reads, or nobody at all', () => {
  fc.assert(
    fc.property(units, people, absences, sensitivity, payload, (all, staffed, gone, secret, alert) => {
      const staff = new Staff(new UnitTree(all), staffed, gone, TODAY);
      const { to, route: way } = routeOf(alert, staff, secret);
      if (to === null) return way.every(({ skipped }) => skipped !== undefined);
      const isThere = ({ username, left: hasLeft }: Person) => {
        const absence = staff.absenceOf(username);
        return !hasLeft && !secret.recused.includes(username) && (!absence || absence.kind === 'delegation');
      };
      const readers = staffed.filter(({ username, unit: at }) =>
        to.person === null ? at === to.unit : username === to.person,
      );
      const isRead = readers.some((each) => isThere(each) && staff.isWorking(each));
      const isInnocent = !staff.tree.pathOf(to.unit).some((above) => secret.keptFrom.includes(above));
      const named = [alert.registrar, alert.unit, alert.desk].flatMap((each) =>
        each ? staff.tree.withHeirs(each) : [],
      );
      const isKept = !secret.confidential || named.includes(to.unit);
      const isNew = new Set(way.map((step) => `${step.unit} ${step.person} ${step.as}`)).size === way.length;
      return isRead && isInnocent && isKept && isNew && !staff.isDissolved(to.unit) && way.at(-1)?.unit === to.unit;
    }),
    { numRuns: 5_000 },
  );
});
