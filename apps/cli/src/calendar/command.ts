import { Misuse } from '@huiyin/tools/fault';
import { readArgs } from '@huiyin/tools/options';
import type { Command } from '../command.ts';
import type { Work } from './work.ts';

const usage = `Usage:
  npx huiyin calendar                     the calendars, and how many open cases count with each
  npx huiyin calendar --preview [FILE]    what the latest one would do to the open cases; writes it to FILE
  npx huiyin calendar --apply FILE --by ACCOUNT --ground TEXT
                                          does what was previewed in FILE, and compares
  npx huiyin calendar --verify FILE       compares what was done, by the histories, with FILE

A new notice is a file in the folder "calendars" of HUIYIN_LAW: docs/calendars.md.`;

const CONFIG = {
  options: {
    preview: { type: 'boolean', default: false },
    apply: { type: 'boolean', default: false },
    verify: { type: 'boolean', default: false },
    by: { type: 'string' },
    ground: { type: 'string' },
  },
  allowPositionals: true,
} as const;

export const calendar: Command = {
  name: 'calendar',
  summary: 'lists the working-day calendars; previews, applies and compares a holiday notice',
  usage,
  async run(args) {
    const work = read(args);
    const { carryOut } = await import('./calendar.ts');
    return carryOut(work);
  },
};

function read(args: readonly string[]): Work {
  const { values, positionals } = readArgs(usage, CONFIG, args);
  const works = (['preview', 'apply', 'verify'] as const).filter((work) => values[work]);
  const [does = 'list', ...others] = works;
  const [file, ...more] = positionals;
  if (others.length > 0 || more.length > 0) throw new Misuse(usage);
  if (does === 'preview') return { does, file };
  if (does === 'list') {
    if (file !== undefined) throw new Misuse(usage);
    return { does };
  }
  if (file === undefined) throw new Misuse(usage, `--${does} takes the file of a preview.`);
  if (does === 'verify') return { does, file };
  const { by, ground } = values;
  if (!by?.trim() || !ground?.trim())
    throw new Misuse(usage, '--by and --ground name who approved it and on what ground: both stand in each history.');
  return { does, file, by, ground };
}
