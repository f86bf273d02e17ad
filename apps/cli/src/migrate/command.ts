import { readArgs } from '@huiyin/tools/options';
import type { Command } from '../command.ts';

const usage = `Usage: npx huiyin migrate
  brings the database of DATABASE_URL up to date`;

export const migrate: Command = {
  name: 'migrate',
  summary: 'brings the schema of DATABASE_URL up to date',
  usage,
  async run(args) {
    readArgs(usage, {}, args);
    const { bringUpToDate } = await import('./migrate.ts');
    await bringUpToDate();
    return 0;
  },
};
