import { readFileSync } from 'node:fs';
import { Fault } from './fault.mjs';

/** Refuses a Node.js older than package.json's `engines` asks for; npm itself only warns. */
export function requireNode(version = process.versions.node) {
  const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const least = engines.node.replace('>=', '');
  if (compare(version, least) >= 0) return;
  throw new Fault(`Huiyin needs Node.js ${least} or newer; this is ${version}. See https://nodejs.org/`);
}

function compare(a, b) {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  return left[0] - right[0] || left[1] - (right[1] ?? 0);
}
