import { parseArgs } from 'node:util';
import { legalTime } from '../acting.mjs';
import { Fault } from '../fault.mjs';
import { inWords } from './organisation.mjs';

const KINDS = ['leave', 'delegation', 'vacancy'];

export async function away({ office, dataSource, usage }, args) {
  const {
    username,
    from,
    to = null,
    deputy = null,
    kind = 'leave',
  } = read(args, ['from', 'to', 'deputy', 'kind'], usage);
  if (from === undefined) throw new Fault(`From which day on is ${username} away?\n\n${usage}`);
  if (!KINDS.includes(kind)) throw new Fault(`--kind is one of ${KINDS.join(', ')}, not ${kind}.`);
  const absence = { username, kind, from, to, deputy };
  await inWords(office, () => dataSource.transaction((db) => office.recordAbsences(db, [absence], 'accounts command')));
  console.log(`Recorded: ${inOneLine(absence)}`);
}

export async function back({ office, platform, domain, dataSource, usage }, args) {
  const { username, on = await today({ domain, platform, dataSource }) } = read(args, ['on'], usage);
  if (!domain.isLocalDate(on)) throw new Fault(`${on} is no day of the calendar (YYYY-MM-DD).`);
  if (!(await office.endAbsence(dataSource, username, on))) throw new Fault(`${username} is not away on ${on}.`);
  console.log(`${username} is back from ${on} on.`);
}

export async function absences({ office, platform, domain, dataSource, usage }, args) {
  if (args.length > 0) throw new Fault(usage);
  const all = await office.listAbsences(dataSource, await today({ domain, platform, dataSource }));
  if (all.length === 0) console.log('Nobody is away, now or later.');
  for (const absence of all) console.log(inOneLine(absence));
}

function read(args, names, usage) {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if (positionals.length !== 1) throw new TypeError('one username is wanted');
    return { ...values, username: positionals[0] };
  } catch (error) {
    if (error instanceof TypeError) throw new Fault(`${error.message}\n\n${usage}`);
    throw error;
  }
}

/** By the clock of the system that is meant, as it runs. */
async function today({ domain, platform, dataSource }) {
  return domain.dateOf(await legalTime(platform, platform.poolOf(dataSource)));
}

function inOneLine({ username, kind, from, to, deputy }) {
  const days = to === null ? `from ${from} on` : `${from} to ${to}`;
  return `${username.padEnd(24)} ${kind.padEnd(10)} ${days}${deputy === null ? '' : `, deputy ${deputy}`}`;
}
