import { parseArgs } from 'node:util';
import { Fault } from '../fault.mjs';

const usage = `Usage:
  npm run calendar                                     the calendars, and how many open cases count with each
  npm run calendar -- --preview [FILE]                 what the latest one would do to the open cases; writes it to FILE
  npm run calendar -- --apply FILE --by ACCOUNT --ground TEXT
                                                       does what was previewed in FILE, and compares
  npm run calendar -- --verify FILE                    compares what was done, by the histories, with FILE

A new notice is a file in the folder "calendars" of HUIYIN_LAW: docs/calendars.md.`;

const OPTIONS = {
  preview: { type: 'boolean', default: false },
  apply: { type: 'boolean', default: false },
  verify: { type: 'boolean', default: false },
  by: { type: 'string' },
  ground: { type: 'string' },
};

/** @throws Fault that shows the usage */
export function readOptions(args) {
  const { values, positionals } = parsed(args);
  const works = ['preview', 'apply', 'verify'].filter((work) => values[work]);
  if (works.length > 1 || positionals.length > 1) throw new Fault(usage);
  const [work = 'list'] = works;
  const [file] = positionals;
  if ((work === 'apply' || work === 'verify') && !file)
    throw new Fault(`--${work} takes the file of a preview.\n${usage}`);
  if (work === 'list' && file) throw new Fault(usage);
  if (work === 'apply' && !(values.by?.trim() && values.ground?.trim()))
    throw new Fault(`--by and --ground name who approved it and on what ground: both stand in each history.\n${usage}`);
  return { work, file, by: values.by, ground: values.ground };
}

function parsed(args) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Fault(`${error.message}\n${usage}`);
  }
}
