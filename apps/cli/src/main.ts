import { readFileSync } from 'node:fs';
import { Help, Misuse } from '@huiyin/tools/fault';
import { COMMANDS } from './commands.ts';
import { nearest } from './nearest.ts';
import { say } from './say.ts';

const USAGE = `Usage: npx huiyin COMMAND [ARGUMENTS]
       npx huiyin COMMAND --help
       npx huiyin --version

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(14)} ${summary}`).join('\n')}

They work on the database of DATABASE_URL, or on that of the demo which runs here; all settings: README.md`;

/**
 * Runs the command that is named, and sets the exit code of the process.
 * @throws Help, Misuse, and whatever a command throws
 */
export async function main(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h') throw new Help(USAGE);
  if (name === '--version') return say(version());
  const command = COMMANDS.find((each) => each.name === name);
  if (!command) throw new Misuse(USAGE, whatIsWrong(name));
  process.exitCode = await command.run(rest);
}

function whatIsWrong(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (name.startsWith('-')) return `Unknown option '${name}'`;
  const meant = nearest(
    name,
    COMMANDS.map((command) => command.name),
  );
  return `There is no command '${name}'.${meant === undefined ? '' : ` Did you mean '${meant}'?`}`;
}

function version(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
