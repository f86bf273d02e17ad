import { accounts } from './accounts/command.ts';
import { audit } from './audit/command.ts';
import { calendar } from './calendar/command.ts';
import type { Command } from './command.ts';
import { draft } from './draft/command.ts';
import { migrate } from './migrate/command.ts';
import { migrateCases } from './migrate-cases/command.ts';

/** Every command, in the order in which they are listed. */
export const COMMANDS: readonly Command[] = [accounts, audit, calendar, draft, migrate, migrateCases];
