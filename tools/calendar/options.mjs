import { Misuse } from '../fault.mjs';
import { readArgs } from '../options.mjs';

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

/** @throws Help, Misuse */
export function readOptions(args) {
  const { values, positionals } = readArgs(usage, { options: OPTIONS, allowPositionals: true }, args);
  const works = ['preview', 'apply', 'verify'].filter((work) => values[work]);
  if (works.length > 1 || positionals.length > 1) throw new Misuse(usage);
  const [work = 'list'] = works;
  const [file] = positionals;
  if ((work === 'apply' || work === 'verify') && !file)
    throw new Misuse(usage, `--${work} takes the file of a preview.`);
  if (work === 'list' && file) throw new Misuse(usage);
  if (work === 'apply' && !(values.by?.trim() && values.ground?.trim()))
    throw new Misuse(usage, '--by and --ground name who approved it and on what ground: both stand in each history.');
  return { work, file, by: values.by, ground: values.ground };
}
