import type { Absence } from '@huiyin/office';
import { Misuse } from '@huiyin/tools/fault';
import { readArgs } from '@huiyin/tools/options';
import type { Command } from '../command.ts';
import type { Work } from './work.ts';

const usage = `Usage: npx huiyin accounts FILE.json              add units, accounts and absences
       npx huiyin accounts --reset USERNAME       set a new password
       npx huiyin accounts away USERNAME --from YYYY-MM-DD [--to YYYY-MM-DD] [--deputy USERNAME]
                                [--kind leave|delegation|vacancy]
       npx huiyin accounts back USERNAME [--on YYYY-MM-DD]
       npx huiyin accounts absences               who is away now or later

The file has the shape of examples/township/township.json, with an optional "email" for each unit and person, "dissolvedOn"
and "successor" for units, and "absences". What it leaves out of a unit stays as it is.`;

const KINDS: readonly Absence['kind'][] = ['leave', 'delegation', 'vacancy'];

export const accounts: Command = {
  name: 'accounts',
  summary: 'adds units and accounts, sets a new password; who is on leave and who acts for them',
  usage,
  async run(args) {
    const work = read(args);
    const { carryOut } = await import('./accounts.ts');
    await carryOut(work);
    return 0;
  },
};

function read(args: readonly string[]): Work {
  const [first, ...rest] = args;
  if (first === 'away') return readAway(rest);
  if (first === 'back') return readBack(rest);
  if (first === 'absences') {
    readArgs(usage, {}, rest);
    return { does: 'list' };
  }
  const config = { options: { reset: { type: 'string' } }, allowPositionals: true } as const;
  const { values, positionals } = readArgs(usage, config, args);
  const [file, ...others] = positionals;
  if (values.reset !== undefined && file === undefined) return { does: 'reset', username: values.reset };
  if (values.reset !== undefined || file === undefined || others.length > 0) throw new Misuse(usage);
  return { does: 'add', file };
}

function readAway(args: readonly string[]): Work {
  const text = { type: 'string' } as const;
  const config = { options: { from: text, to: text, deputy: text, kind: text }, allowPositionals: true } as const;
  const { values, positionals } = readArgs(usage, config, args);
  const username = onlyOne(positionals);
  const { from, to = null, deputy = null } = values;
  if (from === undefined) throw new Misuse(usage, `From which day on is ${username} away?`);
  const kind = KINDS.find((each) => each === (values.kind ?? 'leave'));
  if (kind === undefined) throw new Misuse(usage, `--kind is one of ${KINDS.join(', ')}, not ${values.kind}.`);
  return { does: 'away', absence: { username, kind, from, to, deputy } };
}

function readBack(args: readonly string[]): Work {
  const config = { options: { on: { type: 'string' } }, allowPositionals: true } as const;
  const { values, positionals } = readArgs(usage, config, args);
  return { does: 'back', username: onlyOne(positionals), on: values.on };
}

function onlyOne(usernames: readonly string[]): string {
  const [username, ...others] = usernames;
  if (username === undefined || others.length > 0) throw new Misuse(usage, 'One username is wanted.');
  return username;
}
