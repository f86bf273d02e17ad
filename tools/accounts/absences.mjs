import { legalTime } from '../acting.mjs';
import { Fault, Misuse } from '../fault.mjs';
import { readArgs } from '../options.mjs';
import { inWords } from './organisation.mjs';

const KINDS = ['leave', 'delegation', 'vacancy'];

export function away(usage, args) {
  const given = read(usage, args, ['from', 'to', 'deputy', 'kind']);
  const { username, from, to = null, deputy = null, kind = 'leave' } = given;
  if (from === undefined) throw new Misuse(usage, `From which day on is ${username} away?`);
  if (!KINDS.includes(kind)) throw new Misuse(usage, `--kind is one of ${KINDS.join(', ')}, not ${kind}.`);
  const absence = { username, kind, from, to, deputy };
  return async ({ office, dataSource }) => {
    await inWords(office, () =>
      dataSource.transaction((db) => office.recordAbsences(db, [absence], 'accounts command')),
    );
    console.log(`Recorded: ${inOneLine(absence)}`);
  };
}

export function back(usage, args) {
  const { username, on: given } = read(usage, args, ['on']);
  return async ({ office, platform, domain, dataSource }) => {
    const on = given ?? (await today({ domain, platform, dataSource }));
    if (!domain.isLocalDate(on)) throw new Fault(`${on} is no day of the calendar (YYYY-MM-DD).`);
    if (!(await office.endAbsence(dataSource, username, on))) throw new Fault(`${username} is not away on ${on}.`);
    console.log(`${username} is back from ${on} on.`);
  };
}

export function absences(usage, args) {
  if (args.length > 0) throw new Misuse(usage);
  return async ({ office, platform, domain, dataSource }) => {
    const all = await office.listAbsences(dataSource, await today({ domain, platform, dataSource }));
    if (all.length === 0) console.log('Nobody is away, now or later.');
    for (const absence of all) console.log(inOneLine(absence));
  };
}

function read(usage, args, names) {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  const { values, positionals } = readArgs(usage, { options, allowPositionals: true }, args);
  if (positionals.length !== 1) throw new Misuse(usage, 'One username is wanted.');
  return { ...values, username: positionals[0] };
}

/** By the clock of the system that is meant, as it runs. */
async function today({ domain, platform, dataSource }) {
  return domain.dateOf(await legalTime(platform, platform.poolOf(dataSource)));
}

function inOneLine({ username, kind, from, to, deputy }) {
  const days = to === null ? `from ${from} on` : `${from} to ${to}`;
  return `${username.padEnd(24)} ${kind.padEnd(10)} ${days}${deputy === null ? '' : `, deputy ${deputy}`}`;
}
