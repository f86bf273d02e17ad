import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { root } from './workspace.mjs';

/**
 * Refuses a Node.js that is older than package.json's `engines` asks for; npm itself only warns.
 * @param {string} [version]
 * @throws Fault
 */
export function requireNode(version = process.versions.node) {
  /** @type {{ engines: { node: string } }} */
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const least = engines.node.replace('>=', '');
  if (compare(version, least) >= 0) return;
  throw new Fault(`Huiyin needs Node.js ${least} or newer; this is ${version}. See https://nodejs.org/`);
}

/**
 * @param {string} a
 * @param {string} b
 * @returns {number} above 0 where `a` is the newer; the third number, of a patch, does not count
 */
function compare(a, b) {
  const [[major, minor], [leastMajor, leastMinor]] = [numbersOf(a), numbersOf(b)];
  return major - leastMajor || minor - leastMinor;
}

/**
 * @param {string} version
 * @returns {[major: number, minor: number]}
 */
function numbersOf(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return [major, minor];
}
