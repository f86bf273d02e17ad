import { readArgs } from '@huiyin/tools/options';
import type { Command } from '../command.ts';

const usage = `Usage: npx huiyin audit
  recomputes every hash chain and replays every history of the running demo, or of DATABASE_URL`;

export const audit: Command = {
  name: 'audit',
  summary: 'recomputes every hash chain, replays every history, and names each case that differs',
  usage,
  async run(args) {
    readArgs(usage, {}, args);
    const { auditAll } = await import('./audit.ts');
    return auditAll();
  },
};
