import { Misuse } from '@huiyin/tools/fault';
import { readArgs } from '@huiyin/tools/options';
import type { Command } from '../command.ts';

const usage = `Usage:
  npx huiyin draft --chart NAME_OR_PATH [--policy FILE] [--from DAY] [--to DAY] [--json]
  npx huiyin draft --policy FILE [--from DAY] [--to DAY] [--json]
    tells stored cases, all or those received in these days, to a draft: docs/drafts.md`;

const CONFIG = {
  options: {
    chart: { type: 'string' },
    policy: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
} as const;

export const draft: Command = {
  name: 'draft',
  summary: 'tells what would have come out differently under a draft of a chart or of a policy',
  usage,
  async run(args) {
    const { chart, policy, from, to, json } = readArgs(usage, CONFIG, args).values;
    if (!chart && !policy) throw new Misuse(usage, 'A draft is a chart, a policy, or both.');
    const { carryOut } = await import('./draft.ts');
    return carryOut({ chart, policy, received: { from, to }, json });
  },
};
