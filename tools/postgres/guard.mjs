// A process of its own that outlives `npm start` by a moment: when its standard input closes, `npm start` was killed
// outright, and the PostgreSQL it left behind is stopped, unless the next start holds it already.
import { stopAbandoned } from '../postgres.mjs';

const [, , folder] = process.argv;

process.stdin.on('error', () => {}).on('close', () => void stopAbandoned(String(folder)).finally(() => process.exit()));
process.stdin.resume();
