import { Misuse } from '@huiyin/tools/fault';
import { readArgs } from '@huiyin/tools/options';

const usage = `Usage: npm run simulate -- --days 400 --petitions 1274 --seed 1
  lives through a township's made-up year, and shows its table and the proof that no deadline was missed
  What would have come out differently under a draft: npx huiyin draft --help`;

const CONFIG = {
  options: {
    days: { type: 'string', default: '400' },
    petitions: { type: 'string', default: '1274' },
    seed: { type: 'string', default: '1' },
  },
} as const;

/** Ten years, and what a county may have in them: more would not end today. */
const MOST = { days: 3650, petitions: 20_000 };

export interface Wanted {
  readonly days: number;
  readonly petitions: number;
  readonly seed: string;
}

/** @throws Help, Misuse */
export function readOptions(args: readonly string[]): Wanted {
  const { days, petitions, seed } = readArgs(usage, CONFIG, args).values;
  return { days: whole('days', days), petitions: whole('petitions', petitions), seed };
}

function whole(name: keyof typeof MOST, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= MOST[name]) return number;
  throw new Misuse(usage, `--${name} is a whole number from 1 to ${MOST[name]}, not '${text}'.`);
}
