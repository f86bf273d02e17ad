import type { Places } from './start/data-folder.mjs';

export function databaseUrl(env?: Readonly<Record<string, string>>, places?: Places): Promise<string>;
